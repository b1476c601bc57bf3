import type { SipApp } from "../drachtio/sip-app.js";
import { pbxName } from "./answer.js";

/** A NOTIFY outside of a dialog, as Asterisk sends them: nobody has subscribed to it (asterisk-wire.md §6). */
export interface Notify {
  readonly uri: string;
  /** Of the phone; From and Contact name it. */
  readonly extension: string;
  readonly event: string;
  readonly content?: { readonly type: string; readonly body: string };
}

/**
 * @param onRefused hears a status of 300 and above; 408: the phone did not answer at all
 * @returns whether it has left
 */
export function sendNotify(
  app: Pick<SipApp, "request">,
  { uri, extension, event, content }: Notify,
  onRefused: (status: number) => void,
): Promise<boolean> {
  const headers = {
    From: `<sip:${extension}@localhost>`,
    Contact: `<sip:${extension}@localhost>`,
    Event: event,
    "Subscription-State": "terminated",
    "User-Agent": pbxName,
    ...(content && { "Content-Type": content.type }),
  };
  return new Promise((resolve) => {
    const options = { method: "NOTIFY", headers, ...(content && { body: content.body }) };
    try {
      // Callback form: an answer in the same chunk as the echo would find no listener after an `await`.
      app.request(uri, options, (error, sent) => {
        sent?.on("response", ({ status }) => {
          if (status >= 300) onRefused(status);
        });
        resolve(!error && sent !== undefined);
      });
    } catch {
      // The library throws when its connection to the SIP server is gone.
      resolve(false);
    }
  });
}
