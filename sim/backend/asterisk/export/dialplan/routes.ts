import { patternsOf, type RoutePattern } from "../../../../dialplan/patterns.js";
import { type Route, trunksOf } from "../../../../model/setup/routes.js";
import type { Setup } from "../../../../model/setup/setup.js";
import type { ExportedTrunk } from "../far-ends.js";
import { announce } from "./announcements.js";
import { learnCaller, learnCallersRights } from "./caller.js";
import type { Context, Step } from "./context-text.js";
import { boundTo, type RouteAccess, routeAccesses, routeContext } from "./contexts-of.js";
import { askPassword, askPinSet } from "./gates.js";
import { ringExtension } from "./inside.js";
import { firstOfEach, patternText } from "./pattern-text.js";
import { shownCallerIdSteps } from "./shown-caller-id.js";
import { sentNumber, tryTrunk, whereAllAreFull } from "./trunks.js";

/**
 * The outbound routes: for each the numbers that it takes, then what it asks and the trunks that it tries.
 * @param included contexts that callers include; the variants of a route that nobody includes are left out
 */
export function routeContexts(
  setup: Setup,
  trunks: readonly ExportedTrunk[],
  included: ReadonlySet<string>,
): Context[] {
  return setup.routes.flatMap((route, index) => [
    ...numbersOf(setup, route, index, included),
    carrying(setup, route, index, trunks),
    ...tried(route, trunks).map((trunk) => ({
      name: callerIdName(index, trunk),
      extensions: [{ number: "s", steps: shownCallerIdSteps(setup, route, trunk) }],
    })),
  ]);
}

function numbersOf(setup: Setup, route: Route, index: number, included: ReadonlySet<string>): Context[] {
  const free = patternsOf(route).filter(({ caller }) => caller === undefined);
  const callers = ["", ...Object.keys(setup.extensions)].filter(
    (extension) => extension === "" || boundTo(route, extension).length > 0,
  );
  return callers.flatMap((extension) =>
    routeAccesses.flatMap((access) => {
      const name = routeContext(setup, index, extension, access);
      if (!included.has(name)) return [];
      const rows = extension === "" ? free : [...free, ...boundTo(route, extension)];
      const inOrder = rows.toSorted((one, other) => one.index - other.index);
      const extensions = firstOfEach(inOrder, ({ glued }) => glued).map((row) => ({
        number: patternText(row.glued),
        steps: access === "open" ? taken(row, index) : [without[access]],
      }));
      return [{ name, about: [route.name], extensions }];
    }),
  );
}

/** 403, and the 603 of a call that is hung up before it is answered. */
const without: Readonly<Record<Exclude<RouteAccess, "open">, string>> = {
  refused: "Hangup(21)",
  "hung-up": "Hangup(16)",
};

function taken(row: RoutePattern, index: number): Step[] {
  return [`Set(NUMBER=${sentNumber(row)})`, `Goto(${routeName(index)},s,1)`];
}

function carrying(setup: Setup, route: Route, index: number, trunks: readonly ExportedTrunk[]): Context {
  const leading = tried(route, trunks);
  // Who can get nowhere is asked for nothing.
  const gates = leading.length === 0 ? [] : gatesOf(setup, route, index);
  const steps: Step[] = [
    learnCaller,
    learnCallersRights,
    "Gosub(sub-limit,s,1)",
    "Set(ASKED_NUMBER=${CALLERID(num)})",
    "Set(ASKED_NAME=${CALLERID(name)})",
    ...(gates.length === 0 ? [] : whereAllAreFull(leading, "nowhere")),
    ...gates,
    ...leading.flatMap((trunk) => [`Gosub(${callerIdName(index, trunk)},s,1)`, tryTrunk(trunk)]),
    { label: "nowhere", does: "NoOp()" },
    ...withoutTrunk(route),
  ];
  return {
    name: routeName(index),
    about: [`${route.name} (${route.type})`],
    extensions: [{ number: "s", steps }],
  };
}

/** PIN set, then password (PBX-110). */
function gatesOf(setup: Pick<Setup, "pinSets">, { pinSet, password }: Route, index: number): Step[] {
  return [
    ...(pinSet === undefined ? [] : [askPinSet(setup, pinSet)]),
    ...(password === undefined ? [] : [askPassword(index)]),
  ];
}

/** Where a call goes that no trunk took (PBX-91). */
function withoutTrunk({ failureDestination }: Route): Step[] {
  if (failureDestination === undefined) return [announce("all-busy")];
  if (failureDestination === "congestion") return ["Hangup(34)"];
  return [
    "Set(CALLERID(num)=${ASKED_NUMBER})",
    "Set(CALLERID(name)=${ASKED_NAME})",
    ringExtension(failureDestination.extension),
  ];
}

/** In order; at a disabled one the call ends (PBX-90). */
function tried(route: Route, trunks: readonly ExportedTrunk[]): ExportedTrunk[] {
  const found = trunksOf(route).flatMap((name) => trunks.filter((trunk) => trunk.name === name));
  const end = found.findIndex(({ settings }) => settings.disabled);
  return end === -1 ? found : found.slice(0, end);
}

function routeName(index: number): string {
  return `route-${index + 1}`;
}

function callerIdName(index: number, { id }: ExportedTrunk): string {
  return `route-${index + 1}-${id}`;
}
