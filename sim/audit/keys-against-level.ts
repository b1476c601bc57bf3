import { layoutKeys } from "../backend/hotdesk/model-layout.js";
import { routeFor } from "../dialplan/route-for.js";
import type { Finding } from "../model/control/control-api.js";
import type { LineKeyType } from "../model/profile/profile.js";
import type { LineKey, Setup } from "../model/setup/setup.js";
import { logoutLayouts } from "./hotdesk-users.js";

/** Keys that dial the number that they hold. */
const dialling: readonly LineKeyType[] = ["speed-dial", "blf", "intercom", "direct-pickup", "park"];

/** The level of logged-out phones decides which keys make sense on their layouts (HD-14). */
export function keysAgainstLevel(setup: Setup): Finding[] {
  return logoutLayouts(setup).flatMap((layout) =>
    layoutKeys(setup, layout).flatMap((key, index) => {
      const reach = reachOf(setup, key);
      if (reach === undefined || isOpen(setup.placeholderCalls, reach)) return [];
      const finding: Finding = {
        severity: "warning",
        rule: "HD-14",
        path: ["model-layouts", layout, "keys", index],
        message: `${key.label ?? key.type} dials ${key.value ?? ""}, which logged-out phones may not call (placeholder-calls: ${setup.placeholderCalls})`,
        hint: "Remove the key from the layout, or raise placeholder-calls.",
      };
      return [finding];
    }),
  );
}

/** No route is closed to it. */
const anyExtension = "";

/** Which kind of call a key makes; undefined: none, or one that is open at every level. */
function reachOf(setup: Setup, { type, value }: LineKey): "internal" | "outside" | undefined {
  if (!dialling.includes(type) || value === undefined || value === "") return undefined;
  if (Object.hasOwn(setup.extensions, value)) return "internal";
  if (setup.emergencyNumbers.includes(value)) return undefined;
  const route = routeFor(setup, anyExtension, value);
  if (route?.type === "emergency") return undefined;
  // What no route takes could be anything inside, such as a parking slot; for a speed dial it is a wrong number anyway.
  return route ? "outside" : "internal";
}

function isOpen(level: Setup["placeholderCalls"], reach: "internal" | "outside"): boolean {
  if (level === "full") return true;
  return level === (reach === "internal" ? "internal" : "outbound");
}
