import type { ExtensionSettings } from "./setup.js";

/** How many contacts an extension takes, after FreePBX has stored the admin's numbers. */
export interface ContactLimit {
  readonly maxContacts: number;
  /** A contact too many takes the place of the oldest, instead of being refused (PBX-3). */
  readonly removeExisting: boolean;
}

type ContactSettings = Pick<ExtensionSettings, "maxContacts" | "removeExisting" | "override">;

/**
 * Fewer than 2 contacts become 1 *with* Remove Existing, whatever the admin chose (PBX-1), more than 100 become 100
 * without a word (PBX-2). What is written over it by hand stands as it is (PBX-4).
 * @returns undefined where nobody knows what the PBX has (F-56): no default takes its place
 */
export function contactLimit({
  maxContacts,
  removeExisting,
  override,
}: ContactSettings): ContactLimit | undefined {
  if (override?.maxContacts !== undefined) return { maxContacts: override.maxContacts, removeExisting };
  if (maxContacts === "unknown") return undefined;
  const single = maxContacts < 2;
  return {
    maxContacts: single ? 1 : Math.min(maxContacts, 100),
    removeExisting: single || removeExisting,
  };
}

/** The same; where nobody knows what the PBX has nobody gets in, as with Max Contacts 0 by hand (PBX-30). */
export function contactLimitOrNone(settings: ContactSettings): ContactLimit {
  return contactLimit(settings) ?? { maxContacts: 0, removeExisting: false };
}
