import { type ContactLimit, contactLimitOrNone } from "../../model/setup/contact-limit.js";
import type { ExtensionSettings, Setup } from "../../model/setup/setup.js";

/** What one address of record allows, after FreePBX has stored the admin's numbers. Times in seconds. */
export interface AorLimits extends ContactLimit {
  readonly minimumExpiration: number;
  readonly maximumExpiration: number;
  readonly defaultExpiration: number;
  /** Contacts that do not answer OPTIONS make room for new ones (PBX-29). */
  readonly removeUnavailable: boolean;
  /** Contacts are kept with the address that their packet came from (PBX-9). */
  readonly rewriteContact: boolean;
}

/** Contacts: PBX-1 to PBX-4. Expirations: PBX-7. */
export function aorLimits(
  extension: Pick<ExtensionSettings, "maxContacts" | "removeExisting" | "override" | "rewriteContact">,
  registrar: Setup["registrar"],
): AorLimits {
  return {
    ...registrar,
    ...contactLimitOrNone(extension),
    removeUnavailable: extension.override?.removeUnavailable ?? false,
    rewriteContact: extension.rewriteContact,
  };
}
