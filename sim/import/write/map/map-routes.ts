import { callerIdText } from "../../../model/setup/caller-id-text.js";
import { dialPattern } from "../../../model/setup/dial-pattern.js";
import type { SetupInput } from "../../../model/setup/setup.js";
import type { PbxFacts, RouteFacts } from "../../facts/facts.js";
import { digitRow, isDigitRow } from "./digit-row.js";
import type { MapOptions } from "./map-options.js";
import { mapPinSets } from "./map-pin-sets.js";
import { MappedTimeGroups } from "./map-time-groups.js";
import { type Note, oneLine } from "./note.js";

type Routes = NonNullable<SetupInput["routes"]>;

/**
 * The routes in their order. One that the setup cannot hold at all is a note above the next one, where it would stand.
 * @param trunks names by id
 */
export function mapRoutes(
  facts: PbxFacts,
  trunks: ReadonlyMap<string, string>,
  options: MapOptions,
): Pick<SetupInput, "pin-sets" | "time-groups"> & {
  readonly routes: Routes;
  readonly notes: readonly Note[];
} {
  const notes: Note[] = [];
  const { pinSets, gatesOf } = mapPinSets(facts, options);
  const hours = new MappedTimeGroups(facts);
  const routes: Routes = [];
  for (const route of facts.routes ?? []) {
    const name = oneLine(route.name) || `route ${route.id}`;
    const path = ["routes", routes.length];
    const tell: Tell = (what, detail, kind = "not held") =>
      notes.push({ path, kind, what, who: name, detail: oneLine(detail) });
    const patterns = mapPatterns(route, tell);
    const unknown = route.trunks.filter((id) => !trunks.has(id));
    if (unknown.length > 0) tell("a trunk that is not there", unknown.join(", "));
    const known = route.trunks.flatMap((id) => trunks.get(id) ?? []);
    const settings = { ...mapSettings(route, tell), ...gatesOf(route, tell), ...hours.of(route, tell) };
    if (patterns.length === 0) tell("a route", "it has no pattern that a setup can hold");
    else routes.push({ name, ...settings, patterns, trunks: known });
  }
  return {
    ...(Object.keys(pinSets).length === 0 ? {} : { "pin-sets": pinSets }),
    ...(Object.keys(hours.content).length === 0 ? {} : { "time-groups": hours.content }),
    routes,
    notes: notes.map((note) => ({ ...note, path: at(note.path, routes.length) })),
  };
}

type Tell = (what: string, detail: string, kind?: Note["kind"]) => void;

/** Behind the last route there is nothing to stand above. */
function at(path: Note["path"], count: number): Note["path"] {
  return path[1] === count ? [] : path;
}

/** A row for each pattern; a plain one is its text. */
function mapPatterns(route: RouteFacts, tell: Tell): Routes[number]["patterns"] {
  return route.patterns.flatMap((pattern) => {
    const { caller } = pattern;
    if (!isDigitRow(pattern) || (caller !== "" && !dialPattern.safeParse(caller).success)) {
      tell("patterns that are none", `${pattern.prepend}+${pattern.prefix}|${pattern.match}/${caller}`);
      return [];
    }
    const row = { ...digitRow(pattern), ...(caller === "" ? {} : { caller }) };
    return [Object.keys(row).length === 1 ? row.match : row];
  });
}

function mapSettings(route: RouteFacts, tell: Tell): Omit<Routes[number], "name" | "patterns"> {
  const callerId = oneLine(route.callerId);
  const isCallerId = callerIdText.safeParse(callerId).success;
  if (callerId !== "" && !isCallerId) tell("caller id of a route", callerId);
  const isCongestion = route.failureDestination === "app-blackhole,congestion,1";
  if (route.failureDestination !== "" && !isCongestion)
    tell("failure destination of a route", route.failureDestination);
  const to = route.notify
    .split(/[,;]/)
    .map(oneLine)
    .filter((each) => each !== "");
  return {
    ...(route.emergency ? { type: "emergency" as const } : {}),
    ...(route.intraCompany ? { "intra-company": true } : {}),
    ...(isCallerId
      ? {
          "caller-id": {
            number: callerId,
            ...(route.overridesExtension ? { "override-extension": true } : {}),
          },
        }
      : {}),
    ...(isCongestion ? { "failure-destination": "congestion" as const } : {}),
    ...(to.length === 0
      ? {}
      : { notify: { to, ...(route.notifyOn === "pattern" ? { on: "pattern" as const } : {}) } }),
  };
}
