import { header, type SipRequest } from "../../sip/message/message.js";
import { tagOf } from "../../sip/message/name-addr.js";
import { serializeMessage } from "../../sip/message/serialize.js";
import type { Via } from "../../sip/message/via.js";
import type { Arrival, SocketAddress } from "../../sip/transport/transport.js";
import type { App } from "./admin/app.js";
import { messageFrame, newRequestFrame } from "./admin/frames-written.js";
import type { Calls } from "./dialogs/calls.js";
import { contactUri, type Dialog, dialogIdOf, sequenceOf } from "./dialogs/dialog.js";
import type { Subscriptions } from "./dialogs/subscriptions.js";
import { completedVia, responseFlow, topVia, withTopVia } from "./messages/arrived.js";
import { writeCancel } from "./messages/hop-request-written.js";
import type { Flow } from "./network/flow.js";
import { answerLocally, passage, refuse, type SwitchParts } from "./parts.js";
import type { ServerTransaction } from "./transactions/server-transaction.js";
import { serverKey } from "./transactions/transaction-key.js";

/** These never belong to a dialog, whatever their To says. */
const dialogless = new Set(["REGISTER", "PUBLISH"]);

/** These may move the far end (RFC 3261 §12.2.2, RFC 3311, RFC 6665). */
const targetRefreshing = new Set(["INVITE", "UPDATE", "SUBSCRIBE", "NOTIFY", "REFER"]);

/** All that drachtio-srf serves inside a dialog; of others it complains on stderr, past every log. */
const servedInDialog = new Set(
  "BYE INVITE UPDATE INFO REFER OPTIONS MESSAGE NOTIFY SUBSCRIBE PUBLISH".split(" "),
);

/** RFC 3261 §17.2.1: whoever answers an INVITE sooner needs no 100 before it. */
const tryingAfterMs = 200;

/** How long an application may think about an INVITE, in T1: 180 s with the standard timers. */
const invitePatienceInT1 = 360;

/** Requests from the network: repeats, CANCEL, ACK and errors end here, the rest goes up to an application. */
export class RequestsIn {
  readonly #parts: SwitchParts;
  readonly #calls: Calls;
  readonly #subscriptions: Subscriptions;

  constructor(parts: SwitchParts, calls: Calls, subscriptions: Subscriptions) {
    this.#parts = parts;
    this.#calls = calls;
    this.#subscriptions = subscriptions;
  }

  receive(message: SipRequest, arrival: Arrival): void {
    const via = topVia(message);
    if (!via) return;
    const completed = completedVia(via, arrival);
    const request = withTopVia(message, completed);
    const source: Flow = { protocol: arrival.protocol, to: arrival.from, existingOnly: true };
    if (request.method === "ACK") {
      if (this.#parts.servers.absorbsAck(serverKey(request, via, "INVITE"))) return;
      this.#calls.acknowledged(request, source);
      return;
    }
    const key = serverKey(request, via, request.method);
    if (this.#parts.servers.absorbs(key)) return;
    const transaction = this.#parts.servers.open(key, request, source, responseFlow(completed, arrival));
    if (request.method === "CANCEL") this.#onCancel(transaction, via);
    else if (hasToTag(request) && !dialogless.has(request.method)) this.#inDialog(transaction);
    else this.#outside(transaction, arrival.to);
  }

  #outside(transaction: ServerTransaction, received: SocketAddress): void {
    const { request } = transaction;
    const creates = request.method === "INVITE" || request.method === "SUBSCRIBE";
    // RFC 3261 §8.1.1.8: without it no request could be sent inside the dialog.
    if (creates && contactUri(request) === undefined) {
      refuse(this.#parts, transaction, { status: 400, why: "no Contact that can be called" });
      return;
    }
    const app = this.#parts.routes.next(request.method);
    if (!app) {
      refuse(this.#parts, transaction, { status: 503, why: `no application serves ${request.method}` });
      return;
    }
    if (creates) transaction.dialogId = dialogIdOf(request);
    this.#handOver(transaction, app);
    app.send(newRequestFrame(transaction.id, received, this.#passageUp(transaction)));
  }

  #inDialog(transaction: ServerTransaction): void {
    const { request } = transaction;
    const dialog = this.#parts.dialogs.of(request);
    if (!dialog?.app) {
      refuse(this.#parts, transaction, { status: 481, why: "it belongs to no call" });
      return;
    }
    if (!servedInDialog.has(request.method)) {
      refuse(this.#parts, transaction, { status: 501, why: `${request.method} is not served in a call` });
      return;
    }
    const refusal = refusalInDialog(request, dialog);
    if (refusal) {
      const headers = refusal.status === 500 ? [{ name: "Retry-After", value: "5" }] : [];
      refuse(this.#parts, transaction, { ...refusal, headers });
      return;
    }
    dialog.remoteSequence = sequenceOf(request);
    dialog.flow = transaction.source;
    if (targetRefreshing.has(request.method)) dialog.target = contactUri(request) ?? dialog.target;
    if (request.method === "BYE" && this.#endedEarly(transaction, dialog)) return;
    if (request.method !== "BYE") transaction.dialogId = dialog.id;
    this.#handOver(transaction, dialog.app);
    if (request.method === "INVITE") this.#calls.opened(transaction, dialog);
    if (request.method === "NOTIFY") this.#subscriptions.notified(dialog, request);
    dialog.app.send(messageFrame(transaction.id, dialog.id, this.#passageUp(transaction)));
  }

  /** The dialog is over on receipt; an INVITE that is still unanswered in it is refused (RFC 3261 §15.1.2). */
  #endedEarly(bye: ServerTransaction, dialog: Dialog): boolean {
    const open = this.#parts.servers.answerable(dialog.farInvite?.transactionId ?? "");
    const early = !dialog.confirmed;
    if (open) this.#refuseCancelled(open, early ? writeCancel(open.request) : undefined);
    this.#calls.end(dialog);
    if (early) answerLocally(this.#parts, bye, 200);
    return early;
  }

  #onCancel(cancel: ServerTransaction, via: Via): void {
    const invite = this.#parts.servers.find(serverKey(cancel.request, via, "INVITE"));
    if (!invite) {
      refuse(this.#parts, cancel, { status: 481, why: "there is no INVITE to cancel" });
      return;
    }
    cancel.toTag = invite.toTag;
    answerLocally(this.#parts, cancel, 200);
    if (this.#parts.servers.answerable(invite.id)) this.#refuseCancelled(invite, cancel.request);
  }

  /** @param cancel shown to the application as what ended the INVITE. */
  #refuseCancelled(invite: ServerTransaction, cancel: SipRequest | undefined): void {
    answerLocally(this.#parts, invite, 487);
    this.#calls.refused(invite);
    if (!cancel) return;
    const crossing = passage(this.#parts, serializeMessage(cancel), invite.source);
    invite.app?.send(messageFrame(invite.id, invite.dialogId, crossing));
  }

  #handOver(transaction: ServerTransaction, app: App): void {
    const { servers, timers, wheel } = this.#parts;
    if (transaction.request.method !== "INVITE") {
      servers.handOver(transaction, app, 64 * timers.t1, () => servers.drop(transaction));
      return;
    }
    servers.handOver(transaction, app, invitePatienceInT1 * timers.t1, () => {
      refuse(this.#parts, transaction, { status: 408, why: "the application gave no answer" });
      this.#calls.refused(transaction);
    });
    // RFC 3261 §17.2.1: an application that answers sooner is not spoken before, as its 401 comes without a 100.
    wheel.after(tryingAfterMs, () => {
      const isSilent = transaction.lastStatus === 0 && servers.answerable(transaction.id) !== undefined;
      if (isSilent) answerLocally(this.#parts, transaction, 100);
    });
  }

  #passageUp({ request, source }: ServerTransaction) {
    return passage(this.#parts, serializeMessage(request), source);
  }
}

function hasToTag(request: SipRequest): boolean {
  return tagOf(header(request, "To") ?? "") !== undefined;
}

/** RFC 3261 §12.2.2 and §14.2. */
function refusalInDialog(
  request: SipRequest,
  dialog: Dialog,
): { readonly status: 491 | 500; readonly why: string } | undefined {
  if (sequenceOf(request) < dialog.remoteSequence) return { status: 500, why: "its CSeq is an old one" };
  if (request.method !== "INVITE" && request.method !== "UPDATE") return undefined;
  if (dialog.ownInvite?.state === "open") return { status: 491, why: "it crosses one of the PBX" };
  const waits = request.method === "INVITE" && dialog.farInvite?.state === "open";
  return waits ? { status: 500, why: "the INVITE before it is not answered yet" } : undefined;
}
