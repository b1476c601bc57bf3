import type { Check } from "../check.js";
import { keyLacking } from "../key-lacking.js";
import { logoutLayouts } from "../layouts-in-use.js";

/** A logged-out layout needs a Line key, however it is saved (HD-42, policy layout-must-have). */
export const noLineKey: Check = {
  id: "no-line-key",
  rules: ["HD-42"],
  severity: "error",
  finds: "A logged-out layout has no Line key.",
  proof: "layouts/logout-layout-without-line-is-warned-of",
  find: ({ setup }) =>
    keyLacking(setup, logoutLayouts(setup), {
      key: { type: "line" },
      kind: "logout layout",
      name: "Line",
      cost: "a logged-out phone cannot call, not even 911",
    }),
};
