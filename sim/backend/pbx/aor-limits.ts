import type { ExtensionSettings, Setup } from "../../model/setup.js";

/** What one address of record allows, after FreePBX has stored the admin's numbers. Times in seconds. */
export interface AorLimits {
  readonly maxContacts: number;
  readonly removeExisting: boolean;
  readonly minimumExpiration: number;
  readonly maximumExpiration: number;
  readonly defaultExpiration: number;
}

/**
 * The limits as FreePBX writes them: fewer than 2 contacts become 1 *with* Remove Existing, whatever the admin
 * chose (PBX-1), more than 100 become 100 without a word (PBX-2). Expirations: PBX-7.
 */
export function aorLimits(
  extension: Pick<ExtensionSettings, "maxContacts" | "removeExisting">,
  registrar: Setup["registrar"],
): AorLimits {
  const single = extension.maxContacts < 2;
  return {
    ...registrar,
    maxContacts: single ? 1 : Math.min(extension.maxContacts, 100),
    removeExisting: single || extension.removeExisting,
  };
}
