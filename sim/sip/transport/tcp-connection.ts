import type { Socket } from "node:net";
import { type Frame, StreamFramer } from "./framing.js";
import { asError } from "./open-error.js";
import type { SocketAddress, TransportOptions } from "./transport.js";

/** A peer that reads nothing must not fill our memory. */
const unsentLimit = 4 * 1024 * 1024;

/** One TCP connection with its framing. Calls `gone` once, when it can no longer be used. */
export class TcpConnection {
  private readonly framer = new StreamFramer();
  private readonly queue: Frame[] = [];
  private delivering = false;
  private peerEnded = false;
  /** This end; undefined before the connection stands. Kept, because a closed socket forgets it. */
  private near: SocketAddress | undefined;

  constructor(
    private readonly socket: Socket,
    readonly remote: SocketAddress,
    private readonly options: TransportOptions,
    private readonly gone: () => void,
  ) {
    socket.setNoDelay(true);
    if (socket.connecting) socket.on("connect", () => this.establish());
    else this.establish();
    socket.on("data", (chunk) => this.receive(chunk));
    socket.on("end", () => this.receiveEnd());
    socket.on("error", (error) => this.fail(error));
    socket.on("close", () => this.closed());
  }

  send(data: Buffer | string): void {
    this.socket.write(data);
    if (this.socket.writableLength > unsentLimit) {
      this.socket.destroy(new Error(`the peer leaves more than ${unsentLimit} bytes unread`));
    }
  }

  /**
   * Writes out what is queued, then closes. With `reset` the connection leaves no TIME_WAIT behind:
   * the same port can dial the same peer again at once.
   */
  close(reset: boolean): Promise<void> {
    const { socket } = this;
    if (socket.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once("close", () => resolve());
      if (socket.connecting) socket.destroy();
      else if (!reset) socket.destroySoon();
      else if (socket.writableLength === 0) socket.resetAndDestroy();
      else socket.write("", () => socket.resetAndDestroy());
    });
  }

  private establish(): void {
    const { localAddress, localPort } = this.socket;
    if (localAddress !== undefined && localPort !== undefined) {
      this.near = { host: localAddress, port: localPort };
    }
  }

  private receive(chunk: Buffer): void {
    for (const frame of this.framer.push(chunk)) this.queue.push(frame);
    if (!this.delivering) this.deliver();
  }

  /** One message per turn, so that a burst on one connection does not hold up all others. */
  private deliver(): void {
    const frame = this.queue.shift();
    this.delivering = frame !== undefined;
    if (!frame) {
      // The peer has said all it had to say; what it is answered at once still goes out before our FIN.
      if (this.peerEnded) this.socket.destroySoon();
      return;
    }
    this.handle(frame);
    setImmediate(() => this.deliver());
  }

  private handle(frame: Frame): void {
    if (frame.kind === "ping") {
      if (this.socket.writable) this.socket.write("\r\n");
      return;
    }
    if (frame.data) this.hand(frame.data);
    if (frame.kind === "broken") {
      this.options.onError(new Error(`unreadable stream: ${frame.reason}`), this.remote);
      this.socket.destroySoon();
    }
  }

  private hand(data: Buffer): void {
    if (!this.near) return;
    try {
      this.options.onMessage({ data, protocol: "tcp", from: this.remote, to: this.near });
    } catch (thrown) {
      // Nothing that a peer sends may end the process.
      this.options.onError(asError(thrown), this.remote);
    }
  }

  private receiveEnd(): void {
    this.peerEnded = true;
    if (!this.delivering) this.deliver();
  }

  private fail(error: NodeJS.ErrnoException): void {
    // A reset of a standing connection is its end, told by `onClosed`.
    if (this.near && (error.code === "ECONNRESET" || error.code === "EPIPE")) return;
    this.options.onError(error, this.remote);
  }

  private closed(): void {
    this.gone();
    if (this.near) this.options.onClosed?.(this.remote);
  }
}
