import type { Check } from "../check.js";
import { keyLacking } from "../key-lacking.js";
import { logoutLayouts } from "../layouts-in-use.js";

/** A logged-out layout needs a Login key, however it is saved (HD-43, policy layout-must-have). */
export const noLoginKey: Check = {
  id: "no-login-key",
  rules: ["HD-43"],
  severity: "error",
  finds: "A logged-out layout has no Login key.",
  proof: "layouts/logout-layout-without-line-is-warned-of",
  find: ({ setup }) =>
    keyLacking(setup, logoutLayouts(setup), {
      key: { type: "app-login", label: "Login" },
      kind: "logout layout",
      name: "Login",
      cost: "no user can log in at that phone again",
    }),
};
