import type { Impairment } from "./impairment.js";

/** Port between the SIP layers and a network (RFC 3261 §18). */

/** Protocols of connections: they deliver or fail, so nothing is sent twice (RFC 3261 §17.1.1.2). */
export type StreamProtocol = "tcp" | "tls";

export type SipProtocol = "udp" | StreamProtocol;

/** True for protocols of connections. */
export function isStream(protocol: SipProtocol): protocol is StreamProtocol {
  return protocol !== "udp";
}

export interface SocketAddress {
  /** Numeric IPv4 or IPv6 address. */
  readonly host: string;
  readonly port: number;
}

/** One whole message as it came in; framing and keep-alives are done. */
export interface Arrival {
  readonly data: Buffer;
  readonly protocol: SipProtocol;
  readonly from: SocketAddress;
  readonly to: SocketAddress;
}

export interface Transport {
  readonly protocol: SipProtocol;
  /** Where it listens or the near end of its connection. */
  readonly local: SocketAddress;
  /**
   * Sends one message. TCP and TLS re-use the connection to that address if one is open, else open one.
   * Never throws; `onError` of the options it was opened with hears of a failure.
   * @param onSent called once when the message has left this process (or was lost on purpose, `lose`), never where it
   *   did not: its connection did not come up, the system refused it
   */
  send(data: Buffer | string, to: SocketAddress, onSent?: () => void): void;
  /**
   * Of connections: as after a power cut, nothing is read or written any more, and the far end is not told. The port
   * stays taken until `close`, by which the far end hears of it, as from a machine that has started again.
   */
  halt?(): void;
  /** Lets out what was sent before, as far as its connection stands. Resolves when the port is free again. */
  close(): Promise<void>;
}

export interface TransportOptions {
  readonly bind: SocketAddress;
  readonly onMessage: (arrival: Arrival) => void;
  /** A send or a connection failed; `to` is the far end where known. */
  readonly onError: (error: Error, to: SocketAddress | undefined) => void;
  /** TCP and TLS: the connection to that address is gone. */
  readonly onClosed?: (to: SocketAddress) => void;
  /** Asked for each datagram in each direction, UDP only; true loses it. For tests of retransmission. */
  readonly lose?: (direction: "sent" | "received", data: Buffer) => boolean;
  /** A worse network than loopback. Of its faults each transport suffers those that exist for it. */
  readonly impair?: Impairment;
}
