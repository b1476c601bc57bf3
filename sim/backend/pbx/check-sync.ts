import type { Setup } from "../../model/setup/setup.js";
import type { SipApp } from "../drachtio/sip-app.js";
import { pbxName } from "./answer.js";
import type { ContactTable, OwnedBinding } from "./contact-table.js";

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
  const uris = addressed.map((each) => each.dialUri);
  const sent = await Promise.all(
    uris.map((uri) => sendNotify(app, { uri, extension, reboot }, (status) => onRefused(uri, status))),
  );
  return sent.includes(true);
}

function sendNotify(
  app: SipApp,
  { uri, extension, reboot }: { readonly uri: string; readonly extension: string; readonly reboot: boolean },
  onRefused: (status: number) => void,
): Promise<boolean> {
  const headers = {
    From: `<sip:${extension}@localhost>`,
    Contact: `<sip:${extension}@localhost>`,
    Event: `check-sync;reboot=${reboot}`,
    "Subscription-State": "terminated",
    "User-Agent": pbxName,
  };
  return new Promise((resolve) => {
    // Callback form: an answer in the same chunk as the echo would find no listener after an `await`.
    app.request(uri, { method: "NOTIFY", headers }, (error, sent) => {
      sent?.on("response", ({ status }) => {
        if (status >= 300) onRefused(status);
      });
      resolve(!error && sent !== undefined);
    });
  });
}
