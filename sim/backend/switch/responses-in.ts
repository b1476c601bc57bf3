import type { SipResponse } from "../../sip/message/message.js";
import { responseTo, serializeMessage } from "../../sip/message/serialize.js";
import { messageFrame, nowhere } from "./admin/frames-written.js";
import type { Calls } from "./dialogs/calls.js";
import type { Subscriptions } from "./dialogs/subscriptions.js";
import { newTag } from "./ids.js";
import { passage, type SwitchParts } from "./parts.js";
import type { ClientTransaction } from "./transactions/client-transaction.js";

/** What comes of the requests that the server has sent. */
export class ResponsesIn {
  readonly #parts: SwitchParts;
  readonly #calls: Calls;
  readonly #subscriptions: Subscriptions;

  constructor(parts: SwitchParts, calls: Calls, subscriptions: Subscriptions) {
    this.#parts = parts;
    this.#calls = calls;
    this.#subscriptions = subscriptions;
  }

  /** A response of the network. */
  receive(transaction: ClientTransaction, response: SipResponse): void {
    if (response.status === 100) return;
    if (response.status >= 200 && !this.#wanted(transaction, response)) return;
    const crossing = passage(this.#parts, serializeMessage(response), transaction.flow);
    transaction.app?.send(messageFrame(transaction.id, transaction.dialogId, crossing));
  }

  /** Nothing came, or nothing can come: the application gets a response that the server makes (RFC 3261 §8.1.3.1). */
  missing(transaction: ClientTransaction, status: 408 | 503): void {
    const response = responseTo(transaction.request, status, undefined, { toTag: newTag() });
    this.#wanted(transaction, response);
    const text = serializeMessage(response);
    const crossing = { protocol: "", far: nowhere, atMs: this.#parts.clock.wall(), text };
    transaction.app?.send(messageFrame(transaction.id, transaction.dialogId, crossing));
  }

  /** Does what a final response means for dialogs. @returns whether the application shall see it. */
  #wanted(transaction: ClientTransaction, response: SipResponse): boolean {
    const { method } = transaction.request;
    if (method === "INVITE" && response.status < 300) return this.#calls.succeeded(transaction, response);
    if (method === "SUBSCRIBE" && response.status < 300) this.#subscriptions.succeeded(transaction, response);
    if (method === "INVITE") this.#calls.failed(transaction);
    if (method === "BYE") {
      const dialog = this.#parts.dialogs.get(transaction.dialogId);
      if (dialog) this.#calls.end(dialog);
    }
    return true;
  }
}
