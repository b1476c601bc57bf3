/** Requests that the server writes inside a dialog: for the application, and on its own. */

import type { SipHeader, SipRequest } from "../../../sip/message/message.js";
import { serializeMessage } from "../../../sip/message/serialize.js";
import type { Passage } from "../admin/frames-written.js";
import { newBranch } from "../ids.js";
import { bareRequest, writeDialogRequest } from "../messages/dialog-request-written.js";
import { passage, type SwitchParts } from "../parts.js";
import type { ClientTransaction } from "../transactions/client-transaction.js";
import type { Dialog, OwnInvite } from "./dialog.js";
import { dialogFlow } from "./dialog-flow.js";

/**
 * Sends a request of the dialog's owner.
 *
 * @returns undefined when the body has no type.
 */
export function sendInDialog(
  parts: SwitchParts,
  dialog: Dialog,
  asked: SipRequest,
): ClientTransaction | undefined {
  const flow = dialogFlow(dialog);
  const branch = newBranch();
  const place = { own: parts.own, protocol: flow.protocol, branch };
  const sequence = dialog.localSequence + 1;
  const request = writeDialogRequest(asked, dialog, sequence, place);
  if (!request) return undefined;
  dialog.localSequence = sequence;
  const { app, id: dialogId } = dialog;
  const transaction = parts.clients.send({ request, branch, flow, app, dialogId, inDialog: true });
  if (asked.method === "BYE") dialog.leaving = true;
  if (asked.method === "INVITE") {
    dialog.ownInvite = { sequence, transactionId: transaction.id, state: "open" };
  }
  return transaction;
}

/**
 * Acknowledges the 2xx to our INVITE; the same ACK goes out for each repeat of the 2xx.
 *
 * @returns what was sent, or undefined when the body has no type.
 */
export function sendSuccessAck(
  parts: SwitchParts,
  dialog: Dialog,
  invite: OwnInvite,
  asked: SipRequest = bareRequest("ACK"),
): Passage | undefined {
  if (!invite.ack) {
    const flow = dialogFlow(dialog);
    const place = { own: parts.own, protocol: flow.protocol, branch: newBranch() };
    const request = writeDialogRequest(asked, dialog, invite.sequence, place);
    if (!request) return undefined;
    invite.ack = { text: serializeMessage(request), flow };
  }
  parts.network.send(invite.ack.text, invite.ack.flow);
  return passage(parts, invite.ack.text, invite.ack.flow);
}

/** Ends the dialog for the far end without the application; the answer goes nowhere. @returns the BYE as sent. */
export function sendBye(parts: SwitchParts, dialog: Dialog, headers: readonly SipHeader[]): Passage {
  const flow = dialogFlow(dialog);
  const branch = newBranch();
  const place = { own: parts.own, protocol: flow.protocol, branch };
  dialog.localSequence += 1;
  const bye = bareRequest("BYE", headers);
  const request = writeDialogRequest(bye, dialog, dialog.localSequence, place) ?? bye;
  const sending = { request, branch, flow, app: undefined, dialogId: "", inDialog: false };
  return passage(parts, parts.clients.send(sending).text, flow);
}
