import { pbxName } from "./answer.js";
import type { OwnedBinding } from "./contact-table.js";
import type { SipApp } from "./sip-app.js";

/**
 * Tells one phone to fetch its configuration. The NOTIFY goes to the phone's own contact: sent to the endpoint it
 * would reach every phone of the placeholder (PBX-49, policy `resync-address: contact`).
 * @param onRefused the phone did not answer with 2xx; 408: not at all
 * @returns true when it was sent
 */
export function sendCheckSync(
  app: SipApp,
  { extension, binding }: OwnedBinding,
  reboot: boolean,
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
    app.request(binding.dialUri, { method: "NOTIFY", headers }, (error, sent) => {
      sent?.on("response", ({ status }) => {
        if (status >= 300) onRefused(status);
      });
      resolve(!error && sent !== undefined);
    });
  });
}
