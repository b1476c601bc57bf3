import type { AmiLink } from "../ami/link.js";
import type { AmiMessage } from "../ami/message.js";
import { type AsteriskContact, contactOf } from "./contact-row.js";

type Ami = Pick<AmiLink, "ask" | "list">;

/** What a phone does when it is asked to fetch its configuration. */
export interface CheckSync {
  /** A contact, or the extension whose phones are all notified (PBX-49). */
  readonly to: { readonly uri: string } | { readonly extension: string };
  readonly reboot: boolean;
}

/** @throws as `AmiLink.list` */
export async function listContacts(ami: Ami): Promise<readonly AsteriskContact[]> {
  const rows = await ami.list("PJSIPShowContacts", "ContactListComplete");
  return rows.flatMap((row) => contactOf(row) ?? []);
}

/** @throws as `AmiLink.list` */
export function listChannels(ami: Ami): Promise<readonly AmiMessage[]> {
  return ami.list("CoreShowChannels", "CoreShowChannelsComplete");
}

/** Takes contacts out of the registrar's database; one that has gone by itself is gone. */
export async function deleteContacts(ami: Ami, contacts: readonly AsteriskContact[]): Promise<void> {
  await Promise.all(
    contacts.map(({ objectName }) =>
      ami.ask("DBDel", { Family: "registrar", Key: `contact/${objectName}` }).catch(unlessGone),
    ),
  );
}

/** Forgets all of a family of Asterisk's database: `registrar/contact`, `DND`. */
export async function deleteFamily(ami: Ami, family: string): Promise<void> {
  await ami.ask("DBDelTree", { Family: family }).catch(unlessGone);
}

/** @param channel its name; all of them by a pattern between slashes */
export async function hangUp(ami: Ami, channel: string): Promise<void> {
  await ami.ask("Hangup", { Channel: channel, Cause: "16" }).catch(unlessGone);
}

export async function sendCheckSync(ami: Ami, { to, reboot }: CheckSync): Promise<void> {
  await ami.ask("PJSIPNotify", {
    ...("uri" in to ? { URI: to.uri } : { Endpoint: to.extension }),
    Variable: [`Event=check-sync;reboot=${reboot}`, "Subscription-State=terminated"],
  });
}

/** @returns undefined where there is no such key. Its value comes as an event. */
export async function databaseValue(ami: Ami, family: string, key: string): Promise<string | undefined> {
  const rows = await ami.list("DBGet", "DBGetComplete", { Family: family, Key: key }).catch(unlessGone);
  return rows?.[0]?.get("Val");
}

/** @returns undefined where the channel is gone, or has none */
export async function channelValue(ami: Ami, channel: string, what: string): Promise<string | undefined> {
  const answer = await ami
    .ask("Getvar", { Channel: channel, Variable: `CHANNEL(${what})` })
    .catch(unlessGone);
  return answer?.get("Value") || undefined;
}

function unlessGone(error: unknown): undefined {
  if (error instanceof Error && (error as { code?: unknown }).code === "DF_AMI_REFUSED") return undefined;
  throw error;
}
