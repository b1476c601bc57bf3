import { decide } from "../dialplan/decide.js";
import { type DecisionEnd, noLoad } from "../dialplan/decision.js";
import { denyingPattern } from "../dialplan/denied-number.js";
import { routeFor } from "../dialplan/route-for.js";
import type { Route, Setup } from "../model/setup/setup.js";
import { groupedBy } from "./grouped-by.js";
import { withoutHours } from "./without-hours.js";

/** One emergency route, and the calls that take it: what may still go wrong lies behind it. */
export interface EmergencyRoute {
  readonly route: Route;
  /** Its place in the list. */
  readonly index: number;
  readonly calls: readonly EmergencyCall[];
}

export interface EmergencyCall {
  readonly extension: string;
  readonly number: string;
  /** How it ends in the route's hours, on an idle PBX. */
  readonly end: DecisionEnd;
}

/** The emergency routes that emergency numbers take, from whatever extension; a number that is an extension, or denied, takes none, and a device without a user takes none. */
export function emergencyRoutes(setup: Setup): EmergencyRoute[] {
  const open = withoutHours(setup);
  const calls = Object.keys(open.extensions).flatMap((extension) =>
    open.emergencyNumbers.flatMap((number) => {
      const route = routeFor(open, extension, number);
      if (route?.type !== "emergency" || Object.hasOwn(open.extensions, number)) return [];
      if (denyingPattern(open, extension, number) !== undefined) return [];
      if (open.extensions[extension]?.deviceUser === "none") return [];
      const request = {
        setup: open,
        caller: extension,
        address: undefined,
        number,
        epochMs: 0,
        load: noLoad,
      };
      return [{ index: open.routes.indexOf(route), extension, number, end: decide(request).end }];
    }),
  );
  return [...groupedBy(calls, ({ index }) => index)].flatMap(([index, taken]) => {
    const route = setup.routes[index];
    return route === undefined ? [] : [{ route, index, calls: taken }];
  });
}

/** Whom calls hit, each named once. */
export function affectedBy(calls: readonly EmergencyCall[]): { extensions: string[]; numbers: string[] } {
  return {
    extensions: [...new Set(calls.map(({ extension }) => extension))],
    numbers: [...new Set(calls.map(({ number }) => number))],
  };
}
