import { z } from "zod";
import type { Clock } from "../../model/clock.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import type { Setup } from "../../model/setup/setup.js";
import { parseSipUri } from "../../sip/message/uri.js";
import type { ContactTable } from "./contact-table.js";
import { macInAgent } from "./mac-in-agent.js";
import type { Binding } from "./registrar-rules.js";

/** A contact as it outlives the PBX: plain JSON. Times are milliseconds of wall-clock time. */
export const storedContactSchema = z.strictObject({
  extension: z.string(),
  /** What is dialled. */
  uri: z.string(),
  /** What the phone is shown, PBX-23. */
  shownUri: z.string(),
  source: z.strictObject({ host: z.string(), port: z.int(), protocol: z.string() }),
  userAgent: z.string(),
  callId: z.string(),
  registeredAt: z.number(),
  expiresAt: z.number(),
  rewritten: z.boolean().default(true),
});

export type StoredContact = z.output<typeof storedContactSchema>;

/**
 * What survives a restart or a crash: UDP contacts (PBX-60). Those of TCP and TLS go with their connection (PBX-61),
 * unless they were kept as the phone sent them.
 */
export function storedContacts(contacts: ContactTable, clock: Clock): StoredContact[] {
  const startedAt = clock.wall() - clock.now();
  return contacts
    .all(clock.now())
    .filter(({ binding }) => binding.source.protocol === "udp" || !binding.rewritten)
    .map(({ extension, binding }) => ({
      extension,
      uri: binding.dialUri,
      shownUri: binding.shownUri,
      source: binding.source,
      userAgent: binding.userAgent,
      callId: binding.callId,
      registeredAt: startedAt + binding.registeredAtMs,
      expiresAt: startedAt + binding.expiresAtMs,
      rewritten: binding.rewritten,
    }));
}

/**
 * Puts stored contacts back with the time that is left to them. What has run out meanwhile, belongs to no extension
 * of the setup any more or cannot be dialled is left out; Max Contacts is not asked, as they were admitted once.
 */
export function restoreContacts(
  contacts: ContactTable,
  stored: readonly StoredContact[],
  setup: Setup,
  clock: Clock,
): void {
  const startedAt = clock.wall() - clock.now();
  const restored = new Map<string, Binding[]>();
  for (const each of stored) {
    const binding = bindingOf(each, startedAt);
    if (!binding || binding.expiresAtMs <= clock.now() || !extensionOf(setup, each.extension)) continue;
    restored.set(each.extension, [...(restored.get(each.extension) ?? []), binding]);
  }
  for (const [extension, bindings] of restored) contacts.replace(extension, bindings);
}

/** @param startedAt wall-clock time of the moment 0 of the clock */
function bindingOf(stored: StoredContact, startedAt: number): Binding | undefined {
  const uri = parseSipUri(stored.uri);
  if (!uri) return undefined;
  const { shownUri, source, rewritten, userAgent, callId } = stored;
  return {
    uri,
    dialUri: stored.uri,
    shownUri,
    source,
    rewritten,
    userAgent,
    mac: macInAgent(userAgent),
    callId,
    registeredAtMs: stored.registeredAt - startedAt,
    expiresAtMs: stored.expiresAt - startedAt,
  };
}
