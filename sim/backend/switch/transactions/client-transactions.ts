import { parseCSeq } from "../../../sip/message/cseq.js";
import type { SipRequest, SipResponse } from "../../../sip/message/message.js";
import { header } from "../../../sip/message/message.js";
import { serializeMessage } from "../../../sip/message/serialize.js";
import type { TimerWheel } from "../../../sip/timer-wheel.js";
import type { SipTimers } from "../../../sip/timers.js";
import { type ClientInput, responseInput } from "../../../sip/transaction/client-input.js";
import { startClient } from "../../../sip/transaction/running-client.js";
import type { MessageEffect } from "../../../sip/transaction/running-transaction.js";
import type { SocketAddress, StreamProtocol } from "../../../sip/transport/transport.js";
import type { App } from "../admin/app.js";
import { newId } from "../ids.js";
import { topVia } from "../messages/arrived.js";
import { writeCancel, writeFailureAck } from "../messages/hop-request-written.js";
import { type Flow, isReliable } from "../network/flow.js";
import type { Network } from "../network/network.js";
import type { ClientTransaction } from "./client-transaction.js";
import { clientKey } from "./transaction-key.js";

interface Parts {
  readonly network: Pick<Network, "send">;
  readonly wheel: TimerWheel;
  readonly timers: SipTimers;
  readonly onResponse: (transaction: ClientTransaction, response: SipResponse) => void;
  /** No final response within 64 T1, of the request or of its CANCEL. */
  readonly onTimeout: (transaction: ClientTransaction) => void;
  readonly onTransportError: (transaction: ClientTransaction) => void;
}

/** What a new client transaction is about. */
export interface Sending {
  readonly request: SipRequest;
  /** That of the request's top Via. */
  readonly branch: string;
  readonly flow: Flow;
  readonly app: App | undefined;
  readonly dialogId: string;
  readonly inDialog: boolean;
}

/** All open client transactions: matching, retransmission, ACK of failures, CANCEL. */
export class ClientTransactions {
  readonly #parts: Parts;
  readonly #byKey = new Map<string, ClientTransaction>();
  /** INVITEs without a final response, by TXN: those that can be cancelled. */
  readonly #cancellable = new Map<string, ClientTransaction>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Sends a request. With an application, nothing that comes of it is passed on before `echoed` was called for it.
   */
  send({ request, branch, flow, app, dialogId, inDialog }: Sending): ClientTransaction {
    const { wheel, timers } = this.#parts;
    const invite = request.method === "INVITE";
    const [machine, effects] = startClient(request.method, {
      wheel,
      settings: { timers, reliable: isReliable(flow) },
      onTimer: (input) => this.#apply(transaction, input),
    });
    const transaction: ClientTransaction = {
      id: newId(),
      key: clientKey(branch, request.method),
      request,
      text: serializeMessage(request),
      flow,
      dialogId,
      inDialog,
      app,
      machine,
      provisional: false,
      cancel: undefined,
      waiting: app ? [] : undefined,
    };
    this.#byKey.set(transaction.key, transaction);
    if (invite) this.#cancellable.set(transaction.id, transaction);
    for (const effect of effects) this.#perform(transaction, effect);
    return transaction;
  }

  /** The application has read the echo of the request: what came in the meantime is passed on now. */
  echoed(transaction: ClientTransaction): void {
    const waiting = transaction.waiting ?? [];
    transaction.waiting = undefined;
    for (const tell of waiting) tell();
  }

  /** @returns false for a response that belongs to no transaction. */
  receive(response: SipResponse): boolean {
    const branch = topVia(response)?.params.get("branch") ?? "";
    const method = parseCSeq(header(response, "CSeq") ?? "")?.method ?? "";
    const transaction = this.#byKey.get(clientKey(branch, method));
    if (!transaction) return false;
    if (response.status >= 200) this.#noLongerCancellable(transaction);
    this.#apply(transaction, responseInput(response.status), response);
    if (response.status < 200) {
      transaction.provisional = true;
      this.#sendCancel(transaction);
    }
    return true;
  }

  cancellable(id: string): ClientTransaction | undefined {
    return this.#cancellable.get(id);
  }

  openOf(app: App): ClientTransaction[] {
    return [...this.#byKey.values()].filter((each) => each.app === app);
  }

  /**
   * Cancels an INVITE: at once after a 1xx, else when one comes (RFC 3261 §9.1).
   *
   * @param asked the application's CANCEL, if there is one.
   * @returns the CANCEL as it goes out.
   */
  cancel(transaction: ClientTransaction, asked?: SipRequest): SipRequest {
    const request = transaction.cancel?.request ?? writeCancel(transaction.request, asked);
    transaction.cancel ??= { request, sent: false };
    if (transaction.provisional) this.#sendCancel(transaction);
    return request;
  }

  /** A connection is gone: what waits for an answer over it fails. */
  connectionLost(lost: StreamProtocol, { host, port }: SocketAddress): void {
    for (const transaction of [...this.#byKey.values()]) {
      const { protocol, to } = transaction.flow;
      if (protocol === lost && to.host === host && to.port === port) {
        this.#apply(transaction, { kind: "transport-error" });
      }
    }
  }

  #sendCancel(transaction: ClientTransaction): void {
    const { cancel } = transaction;
    if (!cancel || cancel.sent || !this.#cancellable.has(transaction.id)) return;
    cancel.sent = true;
    cancel.patience = this.#parts.wheel.after(64 * this.#parts.timers.t1, () => {
      if (!this.#cancellable.has(transaction.id)) return;
      this.#remove(transaction);
      this.#tell(transaction, () => this.#parts.onTimeout(transaction));
    });
    const branch = topVia(cancel.request)?.params.get("branch") ?? "";
    const { flow } = transaction;
    this.send({ request: cancel.request, branch, flow, app: undefined, dialogId: "", inDialog: false });
  }

  #apply(transaction: ClientTransaction, input: ClientInput, response?: SipResponse): void {
    const effects = transaction.machine.take(input);
    if (transaction.machine.phase === "terminated") this.#remove(transaction);
    for (const effect of effects) this.#perform(transaction, effect, response);
  }

  #perform(transaction: ClientTransaction, effect: MessageEffect, response?: SipResponse): void {
    switch (effect.kind) {
      case "send":
        if (!this.#parts.network.send(transaction.text, transaction.flow)) {
          setImmediate(() => this.#apply(transaction, { kind: "transport-error" }));
        }
        return;
      case "ack":
        if (!response) return;
        this.#parts.network.send(
          serializeMessage(writeFailureAck(transaction.request, response)),
          transaction.flow,
        );
        return;
      case "deliver":
        if (response) this.#tell(transaction, () => this.#parts.onResponse(transaction, response));
        return;
      case "timeout":
        this.#tell(transaction, () => this.#parts.onTimeout(transaction));
        return;
      case "transport-error":
        this.#tell(transaction, () => this.#parts.onTransportError(transaction));
        return;
    }
  }

  #tell(transaction: ClientTransaction, tell: () => void): void {
    if (transaction.waiting) transaction.waiting.push(tell);
    else tell();
  }

  #noLongerCancellable(transaction: ClientTransaction): void {
    transaction.cancel?.patience?.stop();
    this.#cancellable.delete(transaction.id);
  }

  #remove(transaction: ClientTransaction): void {
    transaction.machine.end();
    this.#noLongerCancellable(transaction);
    this.#byKey.delete(transaction.key);
  }
}
