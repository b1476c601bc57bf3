import type { Check } from "../check.js";
import { named } from "../listed.js";

/** Any logged-out phone can open the placeholder's mailbox, and its PIN may be a login (PBX-134, PBX-148). */
export const placeholderMailbox: Check = {
  id: "placeholder-mailbox",
  rules: ["PBX-134"],
  foretells: ["F-67"],
  severity: "warning",
  finds: "A placeholder has a mailbox.",
  proof: "login/placeholder-may-log-in-by-policy",
  find: ({ setup, placeholders }) => {
    const extensions = placeholders.filter((extension) => setup.extensions[extension]?.voicemail);
    const [first] = extensions;
    if (first === undefined) return [];
    const login = setup.policies.loginAsPlaceholder === "allow";
    const who = named("placeholder", extensions);
    return [
      {
        severity: login ? "error" : "warning",
        path: ["extensions", first, "voicemail"],
        message: login
          ? `the mailbox PIN of ${who} logs in everywhere (policy login-as-placeholder: allow)`
          : `every logged-out phone can open the mailbox of ${who}`,
        hint: "Switch voicemail off for placeholders.",
        affects: { extensions },
      },
    ];
  },
};
