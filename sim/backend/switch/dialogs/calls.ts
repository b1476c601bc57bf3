import type { SipRequest, SipResponse } from "../../../sip/message/message.js";
import { header } from "../../../sip/message/message.js";
import { tagOf } from "../../../sip/message/name-addr.js";
import { serializeMessage } from "../../../sip/message/serialize.js";
import { messageFrame, unsolicitedFrame } from "../admin/frames-written.js";
import type { Flow } from "../network/flow.js";
import { passage, type SwitchParts } from "../parts.js";
import type { ClientTransaction } from "../transactions/client-transaction.js";
import type { ServerTransaction } from "../transactions/server-transaction.js";
import {
  contactUri,
  type Dialog,
  dialogOfClient,
  dialogOfServer,
  type OwnInvite,
  sequenceOf,
} from "./dialog.js";
import { sendBye, sendSuccessAck } from "./dialog-requests.js";
import { repeatSuccess } from "./repeated-success.js";

/** What an INVITE means beyond its transaction: dialogs, the three-way handshake, the end of a call. */
export class Calls {
  readonly #parts: SwitchParts;

  constructor(parts: SwitchParts) {
    this.#parts = parts;
  }

  /** An INVITE has come in inside a dialog; its answer will decide. */
  opened(transaction: ServerTransaction, dialog: Dialog): void {
    dialog.farInvite?.acknowledge();
    dialog.farInvite = newFarInvite(transaction);
  }

  /** We answer an INVITE: called just before the response goes out. */
  answering(transaction: ServerTransaction, response: SipResponse, text: string): void {
    if (response.status <= 100) return;
    if (response.status >= 300) {
      this.refused(transaction);
      return;
    }
    const dialog = this.#dialogOfAnswer(transaction, response);
    if (!dialog || response.status < 200) return;
    dialog.confirmed = true;
    const { network, wheel, timers } = this.#parts;
    const acknowledge = repeatSuccess(
      wheel,
      timers,
      () => network.send(text, transaction.flow),
      () => this.#lostAck(dialog),
    );
    dialog.farInvite = { ...newFarInvite(transaction), state: "answered", acknowledge };
  }

  /** We refuse an INVITE: an early dialog ends, a confirmed one stays. */
  refused(transaction: ServerTransaction): void {
    const dialog = this.#parts.dialogs.get(transaction.dialogId);
    if (dialog?.farInvite?.transactionId !== transaction.id) return;
    dialog.farInvite.state = "failed";
    if (!dialog.confirmed) this.#parts.dialogs.remove(dialog);
  }

  /** An ACK that belongs to no failed INVITE: the first one for our 2xx goes up, all others are absorbed. */
  acknowledged(ack: SipRequest, source: Flow): void {
    const dialog = this.#parts.dialogs.of(ack);
    const invite = dialog?.farInvite;
    if (!dialog || invite?.state !== "answered" || invite.sequence !== sequenceOf(ack)) return;
    invite.state = "acknowledged";
    invite.acknowledge();
    const crossing = passage(this.#parts, serializeMessage(ack), source);
    dialog.app?.send(messageFrame(invite.transactionId, dialog.id, crossing));
  }

  /** A 2xx to our INVITE. @returns whether the application shall see it: the first one only. */
  succeeded(transaction: ClientTransaction, response: SipResponse): boolean {
    const dialog = this.#parts.dialogs.get(transaction.dialogId);
    if (transaction.app === undefined) {
      this.#endOrphan(transaction, response);
      return false;
    }
    if (!dialog) {
      if (!transaction.inDialog) return this.#answered(transaction, response);
      // The dialog ended while the re-INVITE was under way: only the handshake is completed.
      this.#acknowledgeOrphan(transaction, response);
      return true;
    }
    const sameFork = dialog.remoteTag === (tagOf(header(response, "To") ?? "") ?? "");
    if (!sameFork) {
      this.#endOrphan(transaction, response);
      return false;
    }
    const invite = dialog.ownInvite;
    if (invite?.transactionId !== transaction.id) return false;
    if (invite.state === "open") {
      invite.state = "answered";
      dialog.target = contactUri(response) ?? dialog.target;
      return true;
    }
    if (invite.ack) sendSuccessAck(this.#parts, dialog, invite);
    return false;
  }

  /** A 3xx to 6xx to our INVITE, or none at all. */
  failed(transaction: ClientTransaction): void {
    const invite = this.#parts.dialogs.get(transaction.dialogId)?.ownInvite;
    if (invite?.transactionId === transaction.id) invite.state = "failed";
  }

  /** The dialog is over: nothing of it is repeated or accepted any more. */
  end(dialog: Dialog): void {
    dialog.farInvite?.acknowledge();
    this.#parts.dialogs.remove(dialog);
  }

  /** Ends a call whose application is gone. A second BYE would belong to no call, and be refused with 481. */
  abandon(dialog: Dialog): void {
    const invite = dialog.ownInvite;
    if (invite?.state === "answered" && !invite.ack) sendSuccessAck(this.#parts, dialog, invite);
    this.end(dialog);
    if (dialog.confirmed && !dialog.leaving) sendBye(this.#parts, dialog, []);
  }

  /** @returns undefined when the answer to a re-INVITE comes after the end of its dialog. */
  #dialogOfAnswer(transaction: ServerTransaction, response: SipResponse): Dialog | undefined {
    const known = this.#parts.dialogs.get(transaction.dialogId);
    if (known || tagOf(header(transaction.request, "To") ?? "") !== undefined) return known;
    const dialog = dialogOfServer(transaction.request, response, transaction.source);
    dialog.app = transaction.app;
    dialog.farInvite = newFarInvite(transaction);
    this.#parts.dialogs.add(dialog);
    return dialog;
  }

  #answered(transaction: ClientTransaction, response: SipResponse): boolean {
    const dialog = dialogOfClient(transaction.request, response, transaction.flow);
    dialog.app = transaction.app;
    dialog.ownInvite = ownInviteOf(transaction);
    this.#parts.dialogs.add(dialog);
    return true;
  }

  /** RFC 3261 §13.3.1.4: it is unknown whether the far end still listens, so the call is ended. */
  #lostAck(dialog: Dialog): void {
    this.end(dialog);
    const reason = { name: "Reason", value: 'SIP;cause=200;text="ACK timeout"' };
    const bye = sendBye(this.#parts, dialog, [reason]);
    dialog.app?.send(unsolicitedFrame(dialog.id, bye));
  }

  /** A call that is not wanted here: a second fork, or one whose application is gone. */
  #endOrphan(transaction: ClientTransaction, response: SipResponse): void {
    sendBye(this.#parts, this.#acknowledgeOrphan(transaction, response), []);
  }

  #acknowledgeOrphan(transaction: ClientTransaction, response: SipResponse): Dialog {
    const dialog = dialogOfClient(transaction.request, response, transaction.flow);
    sendSuccessAck(this.#parts, dialog, ownInviteOf(transaction));
    return dialog;
  }
}

function newFarInvite({ id, request }: ServerTransaction): NonNullable<Dialog["farInvite"]> {
  return { sequence: sequenceOf(request), transactionId: id, state: "open", acknowledge: () => {} };
}

function ownInviteOf({ id, request }: ClientTransaction): OwnInvite {
  return { sequence: sequenceOf(request), transactionId: id, state: "answered" };
}
