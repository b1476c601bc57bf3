import { choice } from "./policy.js";

/** Layouts that a phone cannot show, or that lack what a logged-out desk needs. */
export const layoutPolicies = {
  "surplus-keys": choice(
    "a layout has more keys than its model",
    {
      hide: "it is stored, the phone shows what it has room for, `check` names the rest",
      "refuse-save": "the setup is refused",
    },
    "hide",
  ),
  "layout-must-have": choice(
    "a logout layout has no Line or no Login key",
    { warn: "it is stored, `check` finds it", "refuse-save": "the setup is refused" },
    "warn",
  ),
} as const;
