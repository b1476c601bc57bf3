import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { placeholders } from "./hotdesk-users.js";

/** Any logged-out phone can open the placeholder's mailbox, and its PIN may be a login (PBX-134, PBX-148). */
export function placeholderMailbox(setup: Setup): Finding[] {
  return placeholders(setup).flatMap((extension): Finding[] => {
    if (!setup.extensions[extension]?.voicemail) return [];
    const login = setup.policies.loginAsPlaceholder === "allow";
    return [
      {
        severity: login ? "error" : "warning",
        rule: "PBX-134",
        path: ["extensions", extension, "voicemail"],
        message: login
          ? `the mailbox PIN of placeholder ${extension} logs in everywhere (policy login-as-placeholder: allow)`
          : `every logged-out phone can open the mailbox of placeholder ${extension}`,
        hint: "Switch voicemail off for placeholders.",
      },
    ];
  });
}
