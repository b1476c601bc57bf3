import type { Mac } from "../../model/mac.js";
import { contactLimit } from "../../model/setup/contact-limit.js";
import { locationOf } from "../../model/setup/desk-location.js";
import type { Setup } from "../../model/setup/setup.js";
import { fullLogoutChange } from "./full-logout-change.js";
import type { Device, MappingChange } from "./mapping.js";
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
  const byDesk = context.setup.policies.placeholderChoice === "desk-location";
  const chosen = (byDesk ? placeholderOfDesk(mac, context) : undefined) ?? action;
  const { policy, overflow } = whereFull(mac, context);
  if (policy === "retry" || hasRoom(chosen, mac, context)) return chosen;
  return policy === "blank" ? undefined : (overflow ?? chosen);
}

function placeholderOfDesk(mac: Mac, { setup, addressOf }: RuleContext): string | undefined {
  const address = addressOf(mac);
  return address === undefined ? undefined : locationOf(setup, address)?.placeholder;
}

/**
 * Policy placeholder-full once more, when the PBX has refused a phone on the placeholder that it was logged out to:
 * the room was somebody else's in the end.
 * @param extension that it may not register as
 * @returns what becomes of its mapping; undefined: the phone stays there and tries again
 */
export function afterRefusal(
  device: Device | undefined,
  extension: string,
  context: RuleContext,
): MappingChange | undefined {
  if (!device?.mapping) return undefined;
  const { mapping } = device;
  if (!mapping.active || mapping.role !== "placeholder" || mapping.extension !== extension) return undefined;
  const { mac, model } = device;
  const { policy, overflow } = whereFull(mac, context);
  if (policy === "blank") return fullLogoutChange(device, context.setup);
  if (overflow === undefined || overflow === extension) return undefined;
  return { kind: "assign", mac, model, mapping: { ...mapping, extension: overflow } };
}

/** Policy placeholder-full. @returns as overflow an extension that has room itself, else none */
function whereFull(mac: Mac, context: RuleContext) {
  const policy = context.setup.policies.placeholderFull;
  const hasOverflow = policy.kind === "overflow" && hasRoom(policy.extension, mac, context);
  return { policy: policy.kind, overflow: hasOverflow ? policy.extension : undefined };
}

/**
 * Whether one phone more may register there. Phones that are logged out to it count before they have registered: of
 * several that log out at the same moment each takes a place. Contacts count whosever they are.
 */
function hasRoom(placeholder: string, mac: Mac, { setup, facts, mappings }: RuleContext): boolean {
  const contacts = facts.contactsOf(placeholder);
  const phones = new Set(contacts.flatMap((contact) => contact.mac ?? []));
  for (const device of mappings.onPlaceholder(placeholder)) phones.add(device.mac);
  phones.delete(mac);
  const nameless = contacts.filter((contact) => contact.mac === undefined).length;
  return phones.size + nameless < limitOf(setup, placeholder);
}

/** Remove Existing never refuses: the newest contact takes the place of the oldest (PBX-1, PBX-3). */
function limitOf(setup: Setup, extension: string): number {
  const settings = Object.hasOwn(setup.extensions, extension) ? setup.extensions[extension] : undefined;
  const limit = settings && contactLimit(settings);
  return limit === undefined || limit.removeExisting ? Number.POSITIVE_INFINITY : limit.maxContacts;
}
