import { callerIdText } from "../../../model/setup/caller-id-text.js";
import type { SetupInput } from "../../../model/setup/setup.js";
import type { ExtensionFacts, PbxFacts } from "../../facts/facts.js";
import { withMaskLength } from "../dotted-mask.js";
import type { MapOptions } from "./map-options.js";
import { type Note, oneLine } from "./note.js";
import { standInPin, standInSecret, unknownPin } from "./stand-ins.js";

type Extensions = SetupInput["extensions"];
type Extension = Extensions[string];

/** Extensions with a phone behind them; the others are notes. */
export function mapExtensions(
  facts: PbxFacts,
  options: MapOptions,
): { readonly extensions: Extensions; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const written: [string, Extension][] = [];
  for (const [number, own] of facts.extensions) {
    const told = teller(notes, number);
    if (own.technology !== "pjsip" || !/^\d{1,15}$/.test(number)) {
      const why = own.technology === undefined ? "no phone of it is known" : `technology ${own.technology}`;
      notes.push({
        path: [],
        kind: "not held",
        what: "an extension that is not PJSIP",
        who: number,
        detail: why,
      });
      continue;
    }
    written.push([number, mapExtension(number, own, facts, options, told)]);
  }
  return { extensions: Object.fromEntries(written), notes };
}

export type Tell = (kind: Note["kind"], what: string, detail: string) => void;

export function teller(notes: Note[], number: string): Tell {
  return (kind, what, detail) =>
    notes.push({ path: ["extensions", number], kind, what, who: number, detail: oneLine(detail) });
}

function mapExtension(
  number: string,
  own: ExtensionFacts,
  facts: PbxFacts,
  options: MapOptions,
  tell: Tell,
): Extension {
  const isPlaceholder = options.placeholders.includes(number);
  if (!isPlaceholder && (own.maxContacts ?? 1) > 1) {
    tell(
      "ask",
      "role",
      `a placeholder? It may have ${own.maxContacts} phones: then \`role: placeholder\` (--placeholder ${number})`,
    );
  }
  if (own.context !== undefined && own.context !== "from-internal") tell("not held", "context", own.context);
  if (own.callWaiting === false) tell("not held", "call waiting", "off");
  if ((own.maxContacts ?? 0) > 100) {
    tell(
      "not held",
      "max-contacts above 100, by hand",
      `${own.maxContacts}; a setup takes 100 for it, as FreePBX does`,
    );
  }
  const masquerade = own.cidMasquerade ?? "";
  const isMasquerade = masquerade !== "" && masquerade !== number;
  const isNumber = /^\d{1,15}$/.test(masquerade);
  if (isMasquerade && !isNumber) tell("not held", "caller id masquerade", masquerade);
  if (own.mailboxContext !== undefined && own.mailboxContext !== "default") {
    tell("not held", "voicemail context", own.mailboxContext);
  }
  return {
    name: oneLine(own.name ?? number),
    ...(isPlaceholder ? { role: "placeholder" as const } : {}),
    secret: options.withSecrets ? mapSecret(own.secret, tell) : standInSecret,
    "max-contacts": mapMaxContacts(own.maxContacts, tell),
    ...(own.removeExisting === undefined ? {} : { "remove-existing": own.removeExisting }),
    ...mapMailbox(number, own, options, tell),
    ...mapCallerId("emergency-cid", own.emergencyCid, tell),
    ...mapCallerId("outbound-cid", own.outboundCid, tell),
    ...(isMasquerade && isNumber ? { "cid-masquerade": masquerade } : {}),
    ...(own.pinless ? { pinless: true } : {}),
    ...(own.concurrencyLimit === undefined ? {} : { "outbound-concurrency-limit": own.concurrencyLimit }),
    // FreePBX makes such a user only where its admin wants it: with User Manager at hand, that is known (PBX-120).
    ...(facts.users === undefined || facts.users.some(({ name }) => name === number)
      ? {}
      : { "create-user": false }),
    ...mapDeviceUser(number, own, tell),
    ...mapMatch(own.matchPermit ?? [], tell),
  };
}

/** Device-and-User mode: who is logged on at a device is known where a source tells it (PBX-100). */
function mapDeviceUser(
  number: string,
  { deviceUser = number }: ExtensionFacts,
  tell: Tell,
): Pick<Extension, "device-user"> {
  if (deviceUser === "none") return { "device-user": "none" };
  if (deviceUser !== number) tell("not held", "another user at a device (Device-and-User mode)", deviceUser);
  return {};
}

/** FreePBX's default would be a guess: its API does not tell the number, nor does AstDB (F-56). */
export function mapMaxContacts(maxContacts: number | undefined, tell: Tell): number | "unknown" {
  if (maxContacts !== undefined) return maxContacts;
  tell("ask", "Max Contacts", "no source has it: /etc/asterisk, a backup and extensions.csv tell it");
  return "unknown";
}

/** A secret is taken as it is or not at all. */
export function mapSecret(secret: string | undefined, tell: Tell): string {
  if (secret !== undefined && /^\P{Cc}+$/u.test(secret)) return secret;
  tell("ask", "SIP secret", "no source has one that can be written; the one below is made up");
  return standInSecret;
}

function mapMailbox(
  number: string,
  own: ExtensionFacts,
  options: MapOptions,
  tell: Tell,
): Pick<Extension, "voicemail"> {
  if (own.pin !== undefined) {
    return { voicemail: { pin: options.withSecrets ? own.pin : standInPin(own.pin, number) } };
  }
  if (!own.mailbox) return {};
  tell(
    "ask",
    "PIN of the mailbox",
    "it is in voicemail.conf alone, which no source had; the one below is made up",
  );
  return { voicemail: { pin: unknownPin } };
}

export function mapCallerId<Key extends "emergency-cid" | "outbound-cid">(
  key: Key,
  text: string | undefined,
  tell: Tell,
): { readonly [Each in Key]?: string } {
  if (text === undefined || text.trim() === "") return {};
  const line = oneLine(text);
  if (callerIdText.safeParse(line).success) return { [key]: line } as { [Each in Key]?: string };
  tell("not held", `an ${key} without a number`, line);
  return {};
}

/** A dotted mask becomes a length; a host name has no place in a setup. */
function mapMatch(list: readonly string[], tell: Tell): Pick<Extension, "match-permit"> {
  const networks = list.map(withMaskLength);
  const held = networks.filter((each) => /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(each));
  const others = networks.filter((each) => !held.includes(each));
  if (others.length > 0) tell("not held", "a host in Match (Permit)", others.join(", "));
  return held.length === 0 ? {} : { "match-permit": held };
}
