import type { SipApp } from "../drachtio/sip-app.js";
import { sendNotify } from "./notify.js";
import type { Binding } from "./registrar-rules.js";

/** No mailbox holds a message: nobody can leave one. */
const content = {
  type: "application/simple-message-summary",
  body: "Messages-Waiting: no\r\nVoice-Message: 0/0 (0/0)\r\n",
};

/**
 * Tells every phone of an extension of its mailbox, which each REGISTER does (PBX-48), whether there is one or not
 * (PBX-13). Who refuses it, or is not there, changes nothing.
 */
export function tellMailbox(app: SipApp, extension: string, contacts: readonly Binding[]): void {
  for (const { dialUri: uri } of contacts) {
    void sendNotify(app, { uri, extension, event: "message-summary", content }, () => undefined);
  }
}
