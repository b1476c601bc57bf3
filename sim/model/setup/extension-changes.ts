import type { PatchExtension, SubmitSetup } from "../control/control-api.js";
import type { Setup } from "./setup.js";

/**
 * What becomes of the setup when one extension is changed.
 * @param lost what an update by the API takes along; default: what FreePBX loses
 */
export function extensionChanges(
  setup: Setup,
  number: string,
  { pin, maxContacts, name, by }: PatchExtension,
  lost: (setup: Setup, number: string) => SubmitSetup = lostByApi,
): SubmitSetup {
  const given = {
    ...(name !== undefined && { name }),
    ...(pin !== undefined && { voicemail: { pin } }),
    ...(maxContacts !== undefined && { "max-contacts": maxContacts }),
  };
  if (by !== "api") return { extensions: { [number]: given } };
  const { extensions = {}, ...others } = lost(setup, number) as { extensions?: Record<string, object> };
  return { ...others, extensions: { [number]: { ...extensions[number], ...given } } };
}

/** Fields of an extension that it has from its making, and that FreePBX does not carry over. */
const notCarriedOver = [
  "max-contacts",
  "remove-existing",
  "match-permit",
  "outbound-concurrency-limit",
  "emergency-cid",
  "groups",
  "create-user",
] as const;

/**
 * GraphQL `updateExtension` deletes the extension with its User Manager user and makes both again (PBX-17, F-55): Max
 * Contacts is 1 then, Match (Permit), limit and Emergency CID are gone, and the user is in the default group, with no
 * setting of his own.
 */
function lostByApi({ users }: Setup, number: string): SubmitSetup {
  const own = Object.entries(users).flatMap(([name, { defaultExtension }]) =>
    (defaultExtension ?? name) === number ? [name] : [],
  );
  return {
    extensions: { [number]: Object.fromEntries(notCarriedOver.map((field) => [field, null])) },
    users: Object.fromEntries(own.map((name) => [name, null])),
  };
}
