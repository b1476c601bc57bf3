import { denyingPattern } from "../dialplan/denied-number.js";
import { matchIn } from "../dialplan/patterns.js";
import { routeFor } from "../dialplan/route-for.js";
import type { Route, Setup } from "../model/setup/setup.js";
import { groupedBy } from "./grouped-by.js";

/** What keeps emergency calls from an emergency route. */
type EmergencyFault = "denied" | "shadowed" | "not-flagged" | "no-route";

/** One fault at one route, and all calls that it costs. */
export interface EmergencyEnd {
  readonly fault: EmergencyFault;
  /** The route that is closed, or the one that takes the calls; absent: there is none. */
  readonly route: Route | undefined;
  /** Its place in the list; -1: there is none. */
  readonly index: number;
  readonly extensions: readonly string[];
  readonly numbers: readonly string[];
}

/** All emergency calls that take no emergency route, from whatever extension (HD-5, HD-22, EH-10), by their cause. */
export function emergencyEnds(setup: Setup): EmergencyEnd[] {
  const calls = Object.keys(setup.extensions).flatMap((extension) =>
    setup.emergencyNumbers.flatMap((number) => {
      // Each is said by a check of its own.
      if (Object.hasOwn(setup.extensions, number) || denyingPattern(setup, extension, number)) return [];
      const end = endOf(setup, extension, number);
      return end ? [{ ...end, extension, number }] : [];
    }),
  );
  const causes = groupedBy(calls, ({ fault, index }) => `${fault} ${index}`);
  return [...causes.values()].flatMap((hit) =>
    hit.slice(0, 1).map(({ fault, index }) => ({
      fault,
      index,
      route: setup.routes[index],
      extensions: [...new Set(hit.map(({ extension }) => extension))],
      numbers: [...new Set(hit.map(({ number }) => number))],
    })),
  );
}

function endOf(
  setup: Setup,
  extension: string,
  number: string,
): { readonly fault: EmergencyFault; readonly index: number } | undefined {
  const taken = routeFor(setup, extension, number);
  if (taken?.type === "emergency") return undefined;
  const meant = setup.routes.filter(
    (route) => route.type === "emergency" && matchIn(route, number, extension) !== "no pattern",
  );
  const closed = meant.find(({ deniedTo }) => deniedTo.includes(extension));
  if (closed) return { fault: "denied", index: setup.routes.indexOf(closed) };
  if (!taken) return { fault: "no-route", index: -1 };
  return { fault: meant.length > 0 ? "shadowed" : "not-flagged", index: setup.routes.indexOf(taken) };
}
