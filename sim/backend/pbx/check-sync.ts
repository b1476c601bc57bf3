import type { Setup } from "../../model/setup/setup.js";
import type { SipApp } from "../drachtio/sip-app.js";
import type { ContactTable, OwnedBinding } from "./contact-table.js";
import { sendNotify } from "./notify.js";

/** Where a check-sync can go. */
export interface CheckSyncOptions {
  readonly app: SipApp;
  readonly contacts: ContactTable;
  readonly policies: Pick<Setup["policies"], "resyncAddress">;
  readonly nowMs: number;
  /** A phone did not answer with 2xx; 408: not at all. */
  readonly onRefused: (uri: string, status: number) => void;
}

/**
 * Asks a phone to fetch its configuration. The NOTIFY goes to the phone's own contact, or under policy
 * `resync-address: endpoint` to every contact of the extension, which on a placeholder are all logged-out phones
 * (PBX-49).
 * @param phone the contact of the phone that is meant
 * @returns true when one was sent
 */
export async function sendCheckSync(
  phone: OwnedBinding,
  reboot: boolean,
  { app, contacts, policies, nowMs, onRefused }: CheckSyncOptions,
): Promise<boolean> {
  const { extension, binding } = phone;
  const addressed = policies.resyncAddress === "endpoint" ? contacts.live(extension, nowMs) : [binding];
  const event = `check-sync;reboot=${reboot}`;
  const sent = await Promise.all(
    addressed.map(({ dialUri: uri }) =>
      sendNotify(app, { uri, extension, event }, (status) => onRefused(uri, status)),
    ),
  );
  return sent.includes(true);
}
