import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { isIP } from "node:net";
import { asError, bindError } from "./open-error.js";
import type { SocketAddress, Transport, TransportOptions } from "./transport.js";

/** At most four bytes, or only CR, LF and NUL: a keep-alive of some phone or NAT helper, no message. */
function isKeepAlive(data: Buffer): boolean {
  if (data.length <= 4) return true;
  return data.every((byte) => byte === 13 || byte === 10 || byte === 0);
}

/** Line ends before the start line are not part of a message (RFC 3261 §7.5). */
function withoutLineEnds(data: Buffer): Buffer {
  const start = data.findIndex((byte) => byte !== 13 && byte !== 10);
  return start > 0 ? data.subarray(start) : data;
}

class UdpTransport implements Transport {
  readonly protocol = "udp";
  readonly local: SocketAddress;
  private open = true;

  constructor(
    private readonly socket: Socket,
    private readonly options: TransportOptions,
  ) {
    const { address, port } = socket.address();
    this.local = { host: address, port };
    socket.on("message", (data, from) => this.receive(data, from));
    // Without a listener one ICMP message would end the process.
    socket.on("error", (error) => options.onError(error, undefined));
  }

  send(data: Buffer | string, to: SocketAddress, onSent?: () => void): void {
    if (!this.open) return;
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    const { lose } = this.options;
    if (lose !== undefined) {
      onSent?.();
      if (lose("sent", bytes)) return;
    }
    try {
      this.socket.send(bytes, to.port, to.host, (error) => {
        if (error === null) {
          if (lose === undefined) onSent?.();
        } else if (this.open) this.options.onError(error, to);
      });
    } catch (thrown) {
      this.options.onError(asError(thrown), to);
    }
  }

  close(): Promise<void> {
    if (!this.open) return Promise.resolve();
    this.open = false;
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }

  private receive(data: Buffer, { address, port }: RemoteInfo): void {
    if (!this.open || isKeepAlive(data) || this.options.lose?.("received", data)) return;
    const from = { host: address, port };
    try {
      this.options.onMessage({ data: withoutLineEnds(data), protocol: "udp", from, to: this.local });
    } catch (thrown) {
      // Nothing that a peer sends may end the process.
      this.options.onError(asError(thrown), from);
    }
  }
}

/**
 * Addresses are numeric (`SocketAddress`), so there is nothing to look up. Node's own look-up puts each datagram off to
 * a later turn, and a socket that is closed in between drops it without a word.
 */
function numericOnly(
  host: string,
  family: number | object,
  done: (error: Error | null, address: string, family: number) => void,
): void {
  const version = isIP(host);
  const error = version === 0 ? new Error(`${host} is not a numeric address`) : null;
  done(error, host, typeof family === "number" ? family : version);
}

/**
 * Opens one UDP socket. It is never connected: answers may come from another address of the peer.
 *
 * @param options `bind.port` 0 asks for a free port; see `Transport.local`.
 * @throws DF_SIP_BIND (as a rejection) if the address is not ours or the port is taken.
 */
export function openUdp(options: TransportOptions): Promise<Transport> {
  const { host, port } = options.bind;
  const socket = createSocket({ type: host.includes(":") ? "udp6" : "udp4", lookup: numericOnly });
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      socket.close();
      reject(bindError("udp", options.bind, error));
    };
    socket.once("error", refuse);
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.off("error", refuse);
      resolve(new UdpTransport(socket, options));
    });
  });
}
