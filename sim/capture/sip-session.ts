import type { Clock } from "../model/clock.js";
import { openTcp } from "../sip/transport/tcp.js";
import {
  isStream,
  type SipProtocol,
  type SocketAddress,
  type Transport,
} from "../sip/transport/transport.js";
import { openUdp } from "../sip/transport/udp.js";

/** Longer than a PBX takes, and shorter than a phone waits (timer F: 32 s). */
const silenceMs = 8000;

export interface SessionOptions {
  readonly protocol: SipProtocol;
  readonly phone: SocketAddress;
  readonly upstream: SocketAddress;
  readonly bindHost: string;
  readonly clock: Clock;
  readonly onMessage: (session: SipSession, data: Buffer) => void;
  /** Said once, until the PBX is heard again. */
  readonly onTrouble: (session: SipSession, problem: string) => void;
}

/** One phone at one of its addresses: a socket of its own towards the PBX, by which the PBX finds it again. */
export class SipSession {
  /** Host and port in the Contact of the phone, as last seen. */
  contact: string;
  readonly #options: SessionOptions;
  readonly #transport: Promise<Transport>;
  #local: SocketAddress = { host: "", port: 0 };
  #troubled = false;
  #cancelSilence: (() => void) | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { phone, protocol, bindHost } = options;
    this.contact = `${phone.host}:${phone.port}`;
    const transport = {
      bind: { host: bindHost, port: 0 },
      onMessage: ({ data }: { data: Buffer }) => this.#hear(data),
      onError: (error: NodeJS.ErrnoException) => this.#trouble(wordsFor(error)),
    };
    this.#transport = protocol === "udp" ? openUdp(transport) : openTcp({ ...transport, listen: true });
    // Whoever sends hears of it.
    this.#transport.then(({ local }) => (this.#local = local)).catch(() => undefined);
  }

  get phone(): SocketAddress {
    return this.#options.phone;
  }

  get protocol(): SipProtocol {
    return this.#options.protocol;
  }

  /** Where the PBX reaches the phone by us; known once `send` has resolved. */
  get local(): SocketAddress {
    return this.#local;
  }

  /** @param build makes the message, for which the own address must be known */
  async send(build: () => string | undefined, expectsAnswer: boolean): Promise<void> {
    const { clock, upstream, protocol } = this.#options;
    try {
      const transport = await this.#transport;
      const data = build();
      if (data === undefined) return;
      transport.send(data, upstream);
    } catch (error) {
      this.#trouble(wordsFor(error));
      return;
    }
    // Over a connection a failure is told.
    if (!expectsAnswer || this.#cancelSilence !== undefined) return;
    const silent = isStream(protocol) ? "no answer" : "no answer (is it there, and is its UDP port right?)";
    this.#cancelSilence = clock.after(silenceMs, () =>
      this.#trouble(`${silent} within ${silenceMs / 1000} s`),
    );
  }

  async close(): Promise<void> {
    this.#cancelSilence?.();
    await this.#transport.then((transport) => transport.close()).catch(() => undefined);
  }

  #hear(data: Buffer): void {
    this.#cancelSilence?.();
    this.#cancelSilence = undefined;
    this.#troubled = false;
    this.#options.onMessage(this, data);
  }

  #trouble(problem: string): void {
    if (this.#troubled) return;
    this.#troubled = true;
    this.#options.onTrouble(this, problem);
  }
}

function wordsFor(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ECONNREFUSED") return "connection refused";
  if (code === "EHOSTUNREACH" || code === "ENETUNREACH") return "it cannot be reached";
  return message;
}
