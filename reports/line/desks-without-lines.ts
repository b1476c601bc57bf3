import type { DeskWithout } from "../../sim/transcript/desks-without.js";
import { emergencyLinks } from "../../sim/transcript/emergency-path-view.js";
import { secondsText } from "../../sim/transcript/seconds-text.js";
import { tableLines } from "./table.js";

/** How many rows a table has that nobody asked to have whole. */
const rowsOfATable = 10;

const head = ["desk", "location", "longest", "total", "calls", "reached", "cause"] as const;
/** Columns of numbers. */
const right: ReadonlySet<number> = new Set([2, 3, 4, 5]);

/**
 * Time without an emergency path as a table, a row for each desk and cause.
 * @param isWhole all rows; else the first ten, and how many there are
 */
export function desksWithoutLines(without: readonly DeskWithout[], isWhole: boolean): string[] {
  if (without.length === 0) return [];
  const shown = isWhole ? without : without.slice(0, rowsOfATable);
  const rows = [head, ...shown.map(cellsOf)];
  const left = without.length - shown.length;
  return [
    "without 911, by desk and first broken link:",
    ...tableLines(rows, right),
    ...(left === 0 ? [] : [`  and ${left} more of ${without.length} (--all shows them)`]),
  ];
}

function cellsOf(row: DeskWithout): string[] {
  const { of, phone, location, link, missing, longestMs, totalMs, calls, never, accepted } = row;
  const remarks = [
    ...(never ? ["never had a path"] : []),
    ...(accepted === undefined ? [] : [`accepted by ${accepted}`]),
  ];
  const cause = [`${emergencyLinks[link]}: ${missing}`, ...remarks].join("; ");
  return [
    [of, phone].filter((part) => part !== "").join(", "),
    location ?? "",
    secondsText(longestMs),
    secondsText(totalMs),
    String(calls.placed),
    String(calls.reached),
    cause,
  ];
}
