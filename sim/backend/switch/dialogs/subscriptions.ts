import { header, type SipMessage, type SipResponse } from "../../../sip/message/message.js";
import type { SwitchParts } from "../parts.js";
import type { ClientTransaction } from "../transactions/client-transaction.js";
import type { ServerTransaction } from "../transactions/server-transaction.js";
import { type Dialog, dialogOfClient, dialogOfServer } from "./dialog.js";

/** RFC 6665 leaves the default to the event package; an hour is what most of them say. */
const defaultExpiresSeconds = 3600;

/** Dialogs that a SUBSCRIBE makes (RFC 6665): they end with a NOTIFY that says so, or when they run out. */
export class Subscriptions {
  readonly #parts: SwitchParts;

  constructor(parts: SwitchParts) {
    this.#parts = parts;
  }

  /** We answer a SUBSCRIBE: called just before the response goes out. */
  answering(transaction: ServerTransaction, response: SipResponse): void {
    if (response.status < 200 || response.status >= 300) return;
    const known = this.#parts.dialogs.get(transaction.dialogId);
    const dialog = known ?? dialogOfServer(transaction.request, response, transaction.source);
    this.#keep(dialog, transaction, expiresOf(response) ?? expiresOf(transaction.request));
  }

  /** A 2xx to our SUBSCRIBE has come. */
  succeeded(transaction: ClientTransaction, response: SipResponse): void {
    const known = this.#parts.dialogs.get(transaction.dialogId);
    const dialog = known ?? dialogOfClient(transaction.request, response, transaction.flow);
    this.#keep(dialog, transaction, expiresOf(response) ?? expiresOf(transaction.request));
  }

  /** A NOTIFY goes through the dialog, either way; its answer no longer needs the dialog. */
  notified(dialog: Dialog, notify: SipMessage): void {
    const state = header(notify, "Subscription-State")?.toLowerCase() ?? "";
    if (dialog.kind === "subscription" && state.startsWith("terminated")) this.end(dialog);
  }

  end(dialog: Dialog): void {
    dialog.expiry?.stop();
    this.#parts.dialogs.remove(dialog);
  }

  #keep(
    dialog: Dialog,
    { app }: ServerTransaction | ClientTransaction,
    expiresSeconds = defaultExpiresSeconds,
  ): void {
    if (!app) return;
    dialog.app = app;
    dialog.confirmed = true;
    dialog.expiry?.stop();
    // A transaction's time on top: the last NOTIFY comes when the subscription runs out.
    const keptMs = expiresSeconds * 1000 + 64 * this.#parts.timers.t1;
    dialog.expiry = this.#parts.wheel.after(keptMs, () => this.end(dialog));
    this.#parts.dialogs.add(dialog);
  }
}

function expiresOf(message: SipMessage): number | undefined {
  const value = header(message, "Expires");
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
