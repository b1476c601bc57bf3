import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { isIP } from "node:net";
import { DeskfleetError } from "../../model/errors.js";
import type { Direction, FlowFault } from "./impairment.js";
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
  /** What a NAT has left of former flows: bound, so that nobody else gets the port, and deaf. */
  private readonly left: Socket[] = [];
  private readonly unheard: (() => void) | undefined;

  constructor(
    private socket: Socket,
    private readonly options: TransportOptions,
  ) {
    const { address, port } = socket.address();
    this.local = { host: address, port };
    this.listenTo(socket);
    this.unheard = options.impair?.onFlowFault((fault) => this.suffer(fault));
  }

  send(data: Buffer | string, to: SocketAddress, onSent?: () => void): void {
    if (!this.open) return;
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    const { lose, impair } = this.options;
    if (lose === undefined && impair === undefined) {
      this.hand(bytes, to, onSent);
      return;
    }
    onSent?.();
    if (!lose?.("sent", bytes)) this.carry("sent", bytes, () => this.hand(bytes, to));
  }

  close(): Promise<void> {
    if (!this.open) return Promise.resolve();
    this.open = false;
    this.unheard?.();
    const closing = [this.socket, ...this.left].map(
      (socket) => new Promise<void>((resolve) => socket.close(() => resolve())),
    );
    return Promise.all(closing).then(() => undefined);
  }

  private listenTo(socket: Socket): void {
    socket.on("message", (data, from) => this.receive(data, from));
    // Without a listener one ICMP message would end the process.
    socket.on("error", (error) => this.options.onError(error, undefined));
  }

  private hand(bytes: Buffer, to: SocketAddress, onSent?: () => void): void {
    try {
      this.socket.send(bytes, to.port, to.host, (error) => {
        if (error === null) onSent?.();
        else if (this.open) this.options.onError(error, to);
      });
    } catch (thrown) {
      this.options.onError(asError(thrown), to);
    }
  }

  /** What is still on its way when the transport closes, arrives nowhere. */
  private carry(direction: Direction, data: Buffer, arrive: () => void): void {
    const { impair } = this.options;
    const arriving = (): void => {
      if (this.open) arrive();
    };
    for (const delayMs of impair?.copies(direction, data) ?? [0]) {
      if (delayMs === 0) arriving();
      else impair?.after(delayMs, arriving);
    }
  }

  /** A NAT that forgot the phone gives its next datagram another port; what comes to the old one is dropped (PBX-64). */
  private async suffer(fault: FlowFault): Promise<void> {
    if (fault !== "rebind") {
      throw new DeskfleetError("DF_CAPABILITY", `${fault} is for connections: over udp there is none`);
    }
    const fresh = await boundSocket({ host: this.local.host, port: 0 });
    if (!this.open) {
      fresh.close();
      return;
    }
    this.socket.removeAllListeners("message");
    this.left.push(this.socket);
    this.socket = fresh;
    this.listenTo(fresh);
  }

  private receive(data: Buffer, { address, port }: RemoteInfo): void {
    if (!this.open || isKeepAlive(data) || this.options.lose?.("received", data)) return;
    this.carry("received", data, () => this.tell(data, { host: address, port }));
  }

  private tell(data: Buffer, from: SocketAddress): void {
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
export async function openUdp(options: TransportOptions): Promise<Transport> {
  return new UdpTransport(await boundSocket(options.bind), options);
}

function boundSocket({ host, port }: SocketAddress): Promise<Socket> {
  const socket = createSocket({ type: host.includes(":") ? "udp6" : "udp4", lookup: numericOnly });
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      socket.close();
      reject(bindError("udp", { host, port }, error));
    };
    socket.once("error", refuse);
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.off("error", refuse);
      resolve(socket);
    });
  });
}
