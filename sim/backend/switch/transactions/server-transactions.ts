import type { SipRequest } from "../../../sip/message/message.js";
import { header } from "../../../sip/message/message.js";
import { tagOf } from "../../../sip/message/name-addr.js";
import type { TimerWheel } from "../../../sip/timer-wheel.js";
import type { SipTimers } from "../../../sip/timers.js";
import { newInviteServer, stepInviteServer } from "../../../sip/transaction/invite-server.js";
import { newNonInviteServer, stepNonInviteServer } from "../../../sip/transaction/non-invite-server.js";
import {
  type MessageEffect,
  RunningTransaction,
  type TransactionParts,
} from "../../../sip/transaction/running-transaction.js";
import type { ServerInput } from "../../../sip/transaction/server-input.js";
import type { App } from "../admin/app.js";
import { newId, newTag } from "../ids.js";
import { type Flow, isReliable } from "../network/flow.js";
import type { Network } from "../network/network.js";
import { FinishedResponses } from "./finished-responses.js";
import type { ServerTransaction } from "./server-transaction.js";

interface Parts {
  readonly network: Pick<Network, "send">;
  readonly wheel: TimerWheel;
  readonly timers: SipTimers;
  readonly now: () => number;
}

/** All open server transactions: matching, repeats, timers. The FSMs decide, this performs. */
export class ServerTransactions {
  readonly #parts: Parts;
  readonly #byKey = new Map<string, ServerTransaction>();
  /** Those that an application may still answer, by TXN. */
  readonly #answerable = new Map<string, ServerTransaction>();
  readonly #finished: FinishedResponses;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#finished = new FinishedResponses(parts.wheel, parts.now, 64 * parts.timers.t1);
  }

  /** @returns true when the request is a repeat: it was dealt with. */
  absorbs(key: string): boolean {
    const finished = this.#finished.get(key);
    if (finished) {
      this.#parts.network.send(finished.text, finished.flow);
      return true;
    }
    const open = this.#byKey.get(key);
    if (open) this.#apply(open, { kind: "repeat" });
    return open !== undefined;
  }

  open(key: string, request: SipRequest, source: Flow, flow: Flow): ServerTransaction {
    const invite = request.method === "INVITE";
    const { wheel, timers } = this.#parts;
    const parts: TransactionParts = {
      wheel,
      settings: { timers, reliable: isReliable(flow) },
      onTimer: (input) => this.#apply(transaction, input),
    };
    const transaction: ServerTransaction = {
      id: newId(),
      key,
      request,
      source,
      flow,
      toTag: tagOf(header(request, "To") ?? "") ?? newTag(),
      machine: invite
        ? new RunningTransaction(newInviteServer, stepInviteServer, parts)
        : new RunningTransaction(newNonInviteServer, stepNonInviteServer, parts),
      app: undefined,
      dialogId: "",
      lastText: "",
      lastStatus: 0,
      patience: undefined,
    };
    this.#byKey.set(key, transaction);
    return transaction;
  }

  /** From now on `answerable(id)` finds it; `onSilence` is called when the application never gives a final answer. */
  handOver(transaction: ServerTransaction, app: App, patienceMs: number, onSilence: () => void): void {
    transaction.app = app;
    transaction.patience = this.#parts.wheel.after(patienceMs, onSilence);
    this.#answerable.set(transaction.id, transaction);
  }

  answerable(id: string): ServerTransaction | undefined {
    return this.#answerable.get(id);
  }

  answerableOf(app: App): ServerTransaction[] {
    return [...this.#answerable.values()].filter((each) => each.app === app);
  }

  /** The INVITE that a CANCEL or an ACK with the same branch is about. */
  find(key: string): ServerTransaction | undefined {
    return this.#byKey.get(key);
  }

  /** Sends a response; after a final one the application can no longer answer. */
  respond(transaction: ServerTransaction, status: number, text: string): void {
    transaction.lastText = text;
    transaction.lastStatus = status;
    if (status >= 200) this.#closeToApp(transaction);
    this.#apply(transaction, { kind: "respond", status });
  }

  /** The ACK of a 3xx to 6xx, or a repeat of it. @returns false when it is not the ACK of such a response. */
  absorbsAck(key: string): boolean {
    const transaction = this.#byKey.get(key);
    if (!transaction || transaction.machine.phase === "accepted") return false;
    this.#apply(transaction, { kind: "ack" });
    return true;
  }

  /** Forgets a request that will not be answered. */
  drop(transaction: ServerTransaction): void {
    this.#closeToApp(transaction);
    this.#remove(transaction);
  }

  #closeToApp(transaction: ServerTransaction): void {
    transaction.patience?.stop();
    transaction.patience = undefined;
    this.#answerable.delete(transaction.id);
  }

  #apply(transaction: ServerTransaction, input: ServerInput): void {
    for (const effect of transaction.machine.take(input)) this.#perform(transaction, effect);
    this.#settle(transaction);
  }

  /** A finished transaction gives way to the little that repeats need; one sweep for all stands for its timer J. */
  #settle(transaction: ServerTransaction): void {
    const { phase } = transaction.machine;
    if (phase === "terminated") this.#remove(transaction);
    else if (phase === "completed" && transaction.request.method !== "INVITE") {
      this.#remove(transaction);
      this.#finished.add(transaction.key, transaction.lastText, transaction.flow);
    }
  }

  #perform(transaction: ServerTransaction, effect: MessageEffect): void {
    switch (effect.kind) {
      case "send":
        // A repeat of what nobody has answered yet.
        if (transaction.lastStatus === 0) return;
        this.#parts.network.send(transaction.lastText, transaction.flow);
        return;
      case "ack":
      case "deliver":
      case "timeout":
      case "transport-error":
        // The ACK of a 2xx is matched by its dialog; a failure that was not acknowledged ends in silence.
        return;
    }
  }

  #remove(transaction: ServerTransaction): void {
    transaction.machine.end();
    this.#byKey.delete(transaction.key);
  }
}
