import { matchesPattern } from "../../../../dialplan/match-pattern.js";
import { patternsOf, type RoutePattern } from "../../../../dialplan/patterns.js";
import { extensionOf } from "../../../../model/setup/extension-of.js";
import { isEmergencyDevice } from "../../../../model/setup/is-emergency-device.js";
import type { Route } from "../../../../model/setup/routes.js";
import type { Setup } from "../../../../model/setup/setup.js";

/** Where calls of users begin, of placeholders, and of those whose From is trusted. */
const fromInternal = "from-internal";
const fromPlaceholder = "from-placeholder";
const fromEmergencyDevice = "from-emergency-device";
const fromNobody = "from-nobody";
export const fromTrusted = "from-trusted";
/** Where calls from outside begin. */
export const fromTrunk = "from-trunk";
/** Takes what nothing has taken, and refuses it. */
export const denyAll = "deny-all";

/** Where the calls of a phone of the extension begin. */
export function entryContext(setup: Setup, extension: string): string {
  return extensionOf(setup, extension)?.trustIdInbound === true ? fromTrusted : contextOf(setup, extension);
}

/**
 * What an extension may dial. Most have that of all users or of all placeholders; one with a rule of its own has its
 * own.
 */
export function contextOf(setup: Setup, extension: string): string {
  const settings = extensionOf(setup, extension);
  const own =
    (settings?.deniedNumbers.length ?? 0) > 0 ||
    setup.routes.some((route) => route.deniedTo.includes(extension) || boundTo(route, extension).length > 0);
  if (own) return `${fromInternal}-${extension}`;
  if (settings?.deviceUser === "none") return fromNobody;
  if (isEmergencyDevice(settings)) return fromEmergencyDevice;
  return settings?.role === "placeholder" ? fromPlaceholder : fromInternal;
}

/** The rows of a route that are for callers like this one alone (FI-12). */
export function boundTo(route: Pick<Route, "patterns">, extension: string): RoutePattern[] {
  return patternsOf(route).filter(({ caller }) => caller !== undefined && matchesPattern(caller, extension));
}

/** What a route does for a caller: it carries the call, refuses it (HD-13), or hangs it up (PBX-99). */
export const routeAccesses = ["open", "refused", "hung-up"] as const;
export type RouteAccess = (typeof routeAccesses)[number];

/** The context of a route's patterns; one of its own where a row is bound to the caller. */
export function routeContext(
  { routes }: Pick<Setup, "routes">,
  index: number,
  extension: string,
  access: RouteAccess,
): string {
  const route = routes[index];
  const own = route !== undefined && boundTo(route, extension).length > 0 ? `-for-${extension}` : "";
  return `outrt-${index + 1}${own}${access === "open" ? "" : `-${access}`}`;
}
