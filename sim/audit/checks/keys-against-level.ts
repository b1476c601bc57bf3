import { layoutKeys } from "../../backend/hotdesk/model-layout.js";
import type { Check } from "../check.js";
import { dialledBy } from "../dialling-keys.js";
import { bySharedKeys, logoutLayouts } from "../layouts-in-use.js";
import { openToPlaceholders } from "../number-reach.js";

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
        const number = dialledBy(key);
        if (number === undefined || openToPlaceholders(setup, number)) return [];
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
