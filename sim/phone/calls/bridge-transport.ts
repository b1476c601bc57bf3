import { EmitterImpl, type Transport, TransportState } from "sip.js";
import type { SipProtocol } from "../../sip/transport/transport.js";

/** What sip.js writes into Via. */
export const viaProtocol = { udp: "UDP", tcp: "TCP", tls: "TLS" } as const satisfies Record<
  SipProtocol,
  string
>;

/** What `transportOptions` of the user agent carry. */
export interface BridgeOptions {
  readonly protocol: (typeof viaProtocol)[SipProtocol];
  /** Takes what sip.js sends. */
  readonly send: (text: string) => void;
}

/**
 * The transport that sip.js sees: it has no socket, the handset's transport has one. Everything happens in the turn of the
 * call, so that a user agent can be made and fed with its first request at once.
 */
export class BridgeTransport implements Transport {
  readonly protocol: string;
  readonly stateChange = new EmitterImpl<TransportState>();
  state = TransportState.Disconnected;
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  readonly #send: (text: string) => void;

  constructor(_logger: unknown, options: BridgeOptions) {
    this.protocol = options.protocol;
    this.#send = options.send;
  }

  isConnected(): boolean {
    return this.state === TransportState.Connected;
  }

  connect(): Promise<void> {
    this.#become(TransportState.Connected);
    this.onConnect?.();
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.#become(TransportState.Disconnected);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  /** Rejects only what cannot be sent at all: what is lost is repeated, and what stays lost times out. */
  async send(text: string): Promise<void> {
    if (this.isConnected()) this.#send(text);
  }

  #become(state: TransportState): void {
    if (this.state === state) return;
    this.state = state;
    this.stateChange.emit(state);
  }
}
