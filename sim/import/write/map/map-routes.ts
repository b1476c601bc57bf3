import { dialPattern } from "../../../model/setup/dial-pattern.js";
import type { SetupInput } from "../../../model/setup/setup.js";
import type { PatternFacts, PbxFacts, RouteFacts } from "../../facts/facts.js";
import { type Note, oneLine } from "./note.js";

type Routes = NonNullable<SetupInput["routes"]>;

/**
 * The routes in their order. One that the setup cannot hold at all is a note above the next one, where it would stand.
 * @param trunks names by id
 */
export function mapRoutes(
  facts: PbxFacts,
  trunks: ReadonlyMap<string, string>,
): { readonly routes: Routes; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const routes: Routes = [];
  for (const route of facts.routes ?? []) {
    const name = oneLine(route.name) || `route ${route.id}`;
    const path = ["routes", routes.length];
    const tell = (what: string, detail: string) =>
      notes.push({ path, kind: "not held", what, who: name, detail: oneLine(detail) });
    const patterns = mapPatterns(route, tell);
    const known = route.trunks.map((id) => trunks.get(id) ?? `trunk ${id}, which is not there`);
    tellSettings(route, facts, tell);
    if (known.length > 1) tell("trunks after the first", known.slice(1).join(", "));
    const trunk = trunks.get(route.trunks[0] ?? "");
    if (patterns.length === 0) tell("a route", "it has no pattern that a setup can hold");
    else if (trunk === undefined)
      tell("a route", `it has no trunk, so that it ends calls to ${patterns.join(", ")}`);
    else routes.push({ name, ...(route.emergency ? { type: "emergency" as const } : {}), patterns, trunk });
  }
  return { routes, notes: notes.map((note) => ({ ...note, path: at(note.path, routes.length) })) };
}

type Tell = (what: string, detail: string) => void;

/** Behind the last route there is nothing to stand above. */
function at(path: Note["path"], count: number): Note["path"] {
  return path[1] === count ? [] : path;
}

/** Prefix and match glued, as FreePBX dials them (FI-11). */
function mapPatterns(route: RouteFacts, tell: Tell): string[] {
  const held = route.patterns.filter((pattern) => {
    const glued = `${pattern.prefix}${pattern.match}`;
    if (pattern.caller !== "") tell("patterns for one caller alone", `${glued} from ${pattern.caller}`);
    else if (!dialPattern.safeParse(glued).success) tell("patterns that are none", glued);
    else return true;
    return false;
  });
  const changing = held.filter(({ prefix, prepend }) => prefix !== "" || prepend !== "");
  if (changing.length > 0) tell("digits taken away and put before", changing.map(asTyped).join(", "));
  return [...new Set(held.map(({ prefix, match }) => `${prefix}${match}`))];
}

/** As on the web page: `prepend + prefix | match`. */
function asTyped({ prepend, prefix, match }: PatternFacts): string {
  return `${prepend === "" ? "" : `${prepend}+`}${prefix === "" ? "" : `${prefix}|`}${match}`;
}

function tellSettings(route: RouteFacts, facts: PbxFacts, tell: Tell): void {
  if (route.intraCompany) tell("an intra-company route", "callers keep their extension as caller id");
  if (route.callerId !== "") {
    tell(
      "caller id of a route",
      `${route.callerId}${route.overridesExtension ? ", over that of the extension" : ""}`,
    );
  }
  if (route.password.includes("/")) tell("password of a route", `those in the file ${route.password}`);
  else if (route.password !== "") tell("password of a route", `one of ${route.password.length} digits`);
  for (const set of facts.pinSets ?? []) {
    const asks = set.routes.includes(route.id) || set.id === route.pinSet;
    if (asks) tell("PIN set of a route", `${set.name}, of ${set.pins.length}`);
  }
  if (route.pinSet !== undefined && facts.pinSets === undefined)
    tell("PIN set of a route", `number ${route.pinSet}`);
  if (route.timeGroup !== undefined || route.timeRanges !== undefined)
    tell("time group of a route", timeText(route, facts));
  if (route.failureDestination !== "") tell("failure destination of a route", route.failureDestination);
  if (route.notify !== "")
    tell("notification of a route", `${route.notify}, per ${route.notifyOn || "call"}`);
}

function timeText({ timeGroup, timeRanges, timeZone }: RouteFacts, facts: PbxFacts): string {
  if (timeRanges !== undefined)
    return `${timeRanges.join(" or ")}${timeZone === "" ? "" : `, in ${timeZone}`}`;
  const group = facts.timeGroups?.find(({ id }) => id === timeGroup);
  const ranges =
    group === undefined
      ? `group ${timeGroup}, which no source describes`
      : `${group.name}: ${group.ranges.join(" or ")}`;
  return `${ranges}${timeZone === "" ? "" : `, in ${timeZone}`}`;
}
