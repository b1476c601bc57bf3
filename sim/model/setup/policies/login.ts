import { z } from "zod";
import { emergencyCallsStay } from "./call-texts.js";
import { choice, type Policy } from "./policy.js";

/** What a login may and may not do. */
export const loginPolicies = {
  "second-login": choice(
    "a user logs in while logged in on another phone",
    {
      move: "the other phone is logged out, by the user's own Logout Action",
      refuse: "the new login is refused",
      both: "both phones stay logged in, as far as Max Contacts allows",
      evict: "the PBX drops the other phone's contact without a notice (plain FreePBX with Max Contacts 1)",
    },
    "move",
  ),
  "second-login-in-call": choice(
    "… and that other phone is in a call",
    {
      refuse: "the new login is refused; a phone that cannot be reached never blocks it",
      "after-call": "the new login counts, the other phone is logged out when its call ends",
      drop: `the call is hung up; ${emergencyCallsStay}`,
    },
    "refuse",
  ),
  "login-over-user": choice(
    "a user logs in on a phone where another user is logged in",
    { replace: "straight switch to the new user", refuse: "the other user has to log out first" },
    "replace",
  ),
  "login-as-placeholder": choice(
    "a login with the placeholder's own number and PIN",
    { refuse: "refused: its PIN would be a master key", allow: "allowed" },
    "refuse",
  ),
  "no-template": choice(
    "a user without a permitted template logs in",
    { refuse: "refused", "default-template": "the template Default is used" },
    "refuse",
  ),
  "no-layout": choice(
    "a user without a permitted layout for this phone's model logs in",
    { refuse: "refused; the message names the model", "line-only": "the phone gets one Line key" },
    "refuse",
  ),
  "single-layout": choice(
    "exactly one permitted layout is for this phone's model",
    { auto: "it is used without a question", ask: "a list of one is shown" },
    "auto",
  ),
  "pick-order": choice(
    "which of the two lists comes first at a login",
    {
      "template-then-layout": "templates, then layouts",
      "layout-then-template": "layouts, then templates",
    },
    "template-then-layout",
  ),
  "screen-timeout": {
    schema: z.number().positive().max(3600).default(45),
    decides: "how long an app's screen waits for input",
    values: { seconds: "seconds, above 0 and at most 3600; then the phone goes back to idle" },
  } satisfies Policy,
  "login-error-text": choice(
    "what a refused login says",
    {
      uniform: "one text for unknown extension, wrong PIN and Hotdesk off: it does not reveal who exists",
      specific: "the reason",
    },
    "uniform",
  ),
  "concurrent-submit": choice(
    "two logins for one phone or one user within a second",
    { "first-wins": "the second is refused", "last-wins": "the second replaces the first" },
    "first-wins",
  ),
  "remember-extension": choice(
    "the login form on a shared desk",
    { no: "starts empty", yes: "shows the extension that was last typed there" },
    "no",
  ),
} as const;
