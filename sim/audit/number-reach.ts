import { isCalled } from "../dialplan/called-extension.js";
import { routeFor } from "../dialplan/route-for.js";
import type { Setup } from "../model/setup/setup.js";

/** No route is closed to it. */
const anyExtension = "";

/** Whether somebody answers to the number. Feature codes and texts that are no number cannot be judged. */
export function leadsSomewhere(setup: Setup, number: string): boolean {
  return (
    !/^\d+$/.test(number) || isCalled(setup, number) || routeFor(setup, anyExtension, number) !== undefined
  );
}

/** Whether the level of logged-out phones lets them dial the number (HD-14). */
export function openToPlaceholders(setup: Setup, number: string): boolean {
  const reach = reachOf(setup, number);
  const level = setup.placeholderCalls;
  return (
    reach === undefined || level === "full" || level === (reach === "internal" ? "internal" : "outbound")
  );
}

/** Which kind of call it is; undefined: one that is open at every level. */
function reachOf(setup: Setup, number: string): "internal" | "outside" | undefined {
  if (isCalled(setup, number)) return "internal";
  if (setup.emergencyNumbers.includes(number)) return undefined;
  const route = routeFor(setup, anyExtension, number);
  if (route?.type === "emergency") return undefined;
  // What no route takes could be anything inside, such as a parking slot; for a speed dial it is a wrong number anyway.
  return route ? "outside" : "internal";
}
