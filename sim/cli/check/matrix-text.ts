import type { EmergencyCell } from "../../audit/emergency-matrix.js";
import { groupedBy } from "../../audit/grouped-by.js";
import { listed } from "../../audit/listed.js";
import { callBackText } from "./call-back-text.js";

/** The matrix for people: a block for each location; numbers that fare alike share a line. */
export function matrixText(cells: readonly EmergencyCell[]): string[] {
  return [...groupedBy(cells, ({ location }) => location)].flatMap(([location, here]) => {
    const lines = groupedBy(here, ({ number: _each, psap, ...rest }) =>
      JSON.stringify({ ...rest, ...psap, number: psap?.number === _each ? "as dialled" : psap?.number }),
    );
    return [
      location,
      ...[...lines.values()].flatMap((same) =>
        same.slice(0, 1).map((first) =>
          lineOf(
            first,
            same.map(({ number }) => number),
          ),
        ),
      ),
    ];
  });
}

/**
 * `911, 933 good from 2 of 2 locations (logged in, logged out)`: from all desks there that are in one of these states. Full
 * placeholders and blank desks are not counted: they cannot be good. Empty where no desk is.
 */
export function matrixSummary(cells: readonly EmergencyCell[]): string {
  const counted = cells.filter(({ state }) => state !== "blank" && state !== "placeholder full");
  const states = [...new Set(counted.map(({ state }) => (state === "visiting" ? "logged in" : state)))];
  const shares = [...groupedBy(counted, ({ number }) => number)].map(([number, ofNumber]) => {
    const places = [...groupedBy(ofNumber, ({ location }) => location).values()];
    const good = places.filter((here) => here.every(({ path }) => path === "good"));
    return {
      number,
      share: `good from ${good.length} of ${places.length} location${places.length === 1 ? "" : "s"} (${states.join(", ")})`,
    };
  });
  return [...groupedBy(shares, ({ share }) => share)]
    .map(([share, alike]) => `${alike.map(({ number }) => number).join(", ")} ${share}`)
    .join("; ");
}

const marks = { good: "✓", degraded: "!", none: "✗" } as const;

function lineOf(cell: EmergencyCell, numbers: readonly string[]): string {
  const fate = [cell.missing, psapOf(cell), callBackOf(cell)].filter((text) => text !== "").join("; ");
  return `  ${marks[cell.path]} ${numbers.join(", ").padEnd(8)}  ${whoOf(cell).padEnd(40)}  ${fate}`;
}

function whoOf({ state, extensions }: EmergencyCell): string {
  switch (state) {
    case "blank":
      return "blank (new, or Full Logout)";
    case "placeholder full":
      return `logged out, ${listed(extensions)} full`;
    case "logged out":
      return `logged out to ${listed(extensions)}`;
    default:
      return `${state}: ${listed(extensions)}`;
  }
}

/** Where nobody can say it, that is said once, below. Where nobody is rung, that may be what is missing. */
function callBackOf({ missing, psap }: EmergencyCell): string {
  if (psap === undefined || psap.withheld) return "";
  const text = callBackText(psap.callBack);
  return text === missing ? "" : text;
}

/** `as 2125550100 by trunk emergency: 100 Example Street` */
function psapOf({ number, psap }: EmergencyCell): string {
  if (psap === undefined) return "";
  const sent = psap.number === number ? "" : `${psap.number} `;
  const address = psap.address === undefined || psap.withheld ? "" : `: ${psap.address}`;
  const shown = psap.withheld ? "a withheld number" : psap.callerId;
  return `${sent}as ${shown} by trunk ${psap.trunk}${address}`;
}
