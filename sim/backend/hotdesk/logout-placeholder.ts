import { contactLimit } from "../../model/contact-limit.js";
import { locationOf } from "../../model/desk-location.js";
import type { Mac } from "../../model/identity.js";
import type { Setup } from "../../model/setup.js";
import type { RuleContext } from "./rule-context.js";

/**
 * The extension that a phone is logged out to: that of the user's Logout Action (HD-73), or of the desk's own location
 * (policy placeholder-choice).
 * @param action Logout Action of the user
 * @returns undefined: Full Logout.
 */
export function placeholderAt(
  mac: Mac,
  action: string | undefined,
  context: RuleContext,
): string | undefined {
  if (action === undefined || action === "full") return undefined;
  const { setup } = context;
  const address = context.addressOf(mac);
  const local = address === undefined ? undefined : locationOf(setup, address)?.placeholder;
  const chosen = setup.policies.placeholderChoice === "desk-location" ? (local ?? action) : action;
  return withRoom(chosen, mac, context);
}

/**
 * Policy placeholder-full: where the phone would be refused with 403, it can be given another placeholder, or go blank.
 * Under `retry` it goes there all the same and tries until there is room.
 */
function withRoom(placeholder: string, mac: Mac, { setup, facts }: RuleContext): string | undefined {
  const policy = setup.policies.placeholderFull;
  if (policy.kind === "retry") return placeholder;
  const others = facts.contactsOf(placeholder).filter((contact) => contact.mac !== mac).length;
  if (others < limitOf(setup, placeholder)) return placeholder;
  return policy.kind === "overflow" ? policy.extension : undefined;
}

/** Remove Existing never refuses: the newest contact takes the place of the oldest (PBX-1, PBX-3). */
function limitOf(setup: Setup, extension: string): number {
  const settings = Object.hasOwn(setup.extensions, extension) ? setup.extensions[extension] : undefined;
  if (!settings) return Number.POSITIVE_INFINITY;
  const { maxContacts, removeExisting } = contactLimit(settings);
  return removeExisting ? Number.POSITIVE_INFINITY : maxContacts;
}
