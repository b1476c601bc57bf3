import { layoutKeys } from "../../backend/hotdesk/model-layout.js";
import { routeFor } from "../../dialplan/route-for.js";
import type { LineKey, Setup } from "../../model/setup/setup.js";
import type { Check } from "../check.js";
import { dialledBy } from "../dialling-keys.js";
import { bySharedKeys, logoutLayouts } from "../layouts-in-use.js";

/** The level of logged-out phones decides which keys make sense on their layouts (HD-14). */
export const keysAgainstLevel: Check = {
  id: "keys-against-level",
  rules: ["HD-14"],
  severity: "warning",
  finds: "A key of a logged-out layout dials what logged-out phones may not call.",
  proof: "layouts/keys-against-the-level",
  find: ({ setup }) =>
    bySharedKeys(setup, logoutLayouts(setup)).flatMap(({ at, layouts }) =>
      layoutKeys(setup, at).flatMap((key, index) => {
        const reach = reachOf(setup, key);
        if (reach === undefined || isOpen(setup.placeholderCalls, reach)) return [];
        const found = {
          path: ["model-layouts", at, "keys", index],
          message: `${key.label ?? key.type} dials ${key.value ?? ""}, which logged-out phones may not call (placeholder-calls: ${setup.placeholderCalls})`,
          hint: "Remove the key from the layout, or raise placeholder-calls.",
          affects: { layouts, numbers: [key.value ?? ""] },
        };
        return [found];
      }),
    ),
};

/** No route is closed to it. */
const anyExtension = "";

/** Which kind of call a key makes; undefined: none, or one that is open at every level. */
function reachOf(setup: Setup, key: LineKey): "internal" | "outside" | undefined {
  const number = dialledBy(key);
  if (number === undefined) return undefined;
  if (Object.hasOwn(setup.extensions, number)) return "internal";
  if (setup.emergencyNumbers.includes(number)) return undefined;
  const route = routeFor(setup, anyExtension, number);
  if (route?.type === "emergency") return undefined;
  // What no route takes could be anything inside, such as a parking slot; for a speed dial it is a wrong number anyway.
  return route ? "outside" : "internal";
}

function isOpen(level: Setup["placeholderCalls"], reach: "internal" | "outside"): boolean {
  if (level === "full") return true;
  return level === (reach === "internal" ? "internal" : "outbound");
}
