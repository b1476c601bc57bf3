import type { Check } from "../check.js";
import { keyLacking } from "../key-lacking.js";
import { loginLayouts } from "../layouts-in-use.js";

/** Who cannot log out leaves the desk to the next person as it is (HD-3). */
export const noLogoutKey: Check = {
  id: "no-logout-key",
  rules: ["HD-3"],
  severity: "warning",
  finds: "A layout that users log in with has no Logout key.",
  proof: "layouts/no-logout-key",
  find: ({ setup, users }) =>
    keyLacking(setup, loginLayouts(setup, users), {
      key: { type: "app-logout", label: "Logout" },
      kind: "login layout",
      name: "Logout",
      cost: "its user stays logged in, and the next person calls in that user's name",
    }),
};
