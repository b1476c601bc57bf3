import type { TimerWheel } from "../../sip/timer-wheel.js";
import type { SipTimers } from "../../sip/timers.js";
import {
  type InviteServerState,
  newInviteServer,
  stepInviteServer,
} from "../../sip/transaction/invite-server.js";
import { type RunningClient, startClient } from "../../sip/transaction/running-client.js";
import {
  type MessageEffect,
  RunningTransaction,
  type TransactionParts,
} from "../../sip/transaction/running-transaction.js";
import type { ServerInput } from "../../sip/transaction/server-input.js";
import type { SocketAddress } from "../../sip/transport/transport.js";

type Kind = "invite" | "request" | "final-to-invite";

type Server = RunningTransaction<InviteServerState, ServerInput>;

/** How the first copy was sent. */
interface Sending {
  /** By a stream: no copies, only an end to the waiting. */
  readonly reliable: boolean;
  /** No final response came in 64·T1 (timers B and F). */
  readonly onTimeout?: () => void;
}

/**
 * Timers A, E and G, which sip.js has not (RFC 3261 §17.1.1.2, §17.1.2.2, §17.2.1): on UDP the first lost datagram
 * would cost 32 s. Beside each transaction of sip.js runs one of ours, of which the copies and the time-out are used.
 */
export class Retransmissions {
  readonly #timers: SipTimers;
  readonly #wheel: TimerWheel;
  readonly #resend: (text: string, to: SocketAddress) => void;
  readonly #clients = new Map<string, RunningClient>();
  readonly #servers = new Map<string, Server>();

  constructor(timers: SipTimers, wheel: TimerWheel, resend: (text: string, to: SocketAddress) => void) {
    this.#timers = timers;
    this.#wheel = wheel;
    this.#resend = resend;
  }

  /**
   * The first copy has been sent.
   * @param key branch and method of the transaction; while it is pending a second start is ignored
   */
  start(key: string, kind: Kind, text: string, to: SocketAddress, sending: Sending): void {
    if (this.#clients.has(key) || this.#servers.has(key)) return;
    const { reliable, onTimeout = () => undefined } = sending;
    const perform = (effects: readonly MessageEffect[]): void => {
      for (const effect of effects) {
        if (effect.kind === "send") this.#resend(text, to);
        if (effect.kind !== "timeout") continue;
        this.stop(key);
        onTimeout();
      }
    };
    if (kind === "final-to-invite") {
      const server = finalToInvite(this.#parts(reliable, (input) => perform(server.take(input))));
      this.#servers.set(key, server);
    } else {
      const parts = this.#parts(reliable, (input) => perform(client.take(input)));
      const [client] = startClient(kind === "invite" ? "INVITE" : "any other", parts);
      this.#clients.set(key, client);
    }
  }

  /** A 1xx: an INVITE is not repeated any more, any other request only each T2. */
  provisional(key: string): void {
    this.#clients.get(key)?.take({ kind: "provisional" });
  }

  /** A final response, or the ACK for ours. */
  stop(key: string): void {
    this.#clients.get(key)?.end();
    this.#clients.delete(key);
    this.#servers.get(key)?.end();
    this.#servers.delete(key);
  }

  clear(): void {
    for (const key of [...this.#clients.keys(), ...this.#servers.keys()]) this.stop(key);
  }

  #parts(reliable: boolean, onTimer: TransactionParts["onTimer"]): TransactionParts {
    return { wheel: this.#wheel, settings: { timers: this.#timers, reliable }, onTimer };
  }
}

function finalToInvite(parts: TransactionParts): Server {
  const server = new RunningTransaction(newInviteServer, stepInviteServer, parts);
  // Any 3xx to 6xx is repeated alike.
  server.take({ kind: "respond", status: 300 });
  return server;
}
