import type { Socket } from "node:net";
import { type Frame, StreamFramer, UnreadableStream } from "./framing.js";
import { asError } from "./open-error.js";
import type { SocketAddress, StreamProtocol, TransportOptions } from "./transport.js";

/** A peer that reads nothing must not fill our memory. */
const unsentLimit = 4 * 1024 * 1024;

/** The two ends of one connection that a program sees; over plain TCP they are the same socket. */
export interface Wires {
  /** What messages are written to and read from. */
  readonly stream: Socket;
  /** The TCP connection below it. */
  readonly tcp: Socket;
  /** What `stream` emits when messages may flow: over TLS not before the certificate was looked at. Undefined: at once. */
  readonly ready: "connect" | "secure" | "secureConnect" | undefined;
}

/** One TCP or TLS connection with its framing. Calls `gone` once, when it can no longer be used. */
export class StreamConnection {
  private readonly framer = new StreamFramer();
  private readonly queue: Frame[] = [];
  private delivering = false;
  private silent = false;
  private peerEnded = false;
  /** This end; undefined before the connection stands. Kept, because a closed socket forgets it. */
  private near: SocketAddress | undefined;

  private readonly stream: Socket;
  private readonly tcp: Socket;

  constructor(
    { stream, tcp, ready }: Wires,
    private readonly protocol: StreamProtocol,
    readonly remote: SocketAddress,
    private readonly options: TransportOptions,
    private readonly gone: () => void,
  ) {
    this.stream = stream;
    this.tcp = tcp;
    tcp.setNoDelay(true);
    if (ready === undefined) this.establish();
    else {
      // Credentials must not wait inside a TLS socket whose peer has not yet proved its name.
      stream.cork();
      stream.once(ready, () => {
        this.establish();
        stream.uncork();
      });
    }
    stream.on("data", (chunk) => this.receive(chunk));
    stream.on("end", () => this.receiveEnd());
    stream.on("error", (error) => this.fail(error));
    stream.on("close", () => this.closed());
  }

  send(data: Buffer | string, onSent?: () => void): void {
    if (this.silent) {
      onSent?.();
      return;
    }
    this.stream.write(data, (error) => {
      if (!error) onSent?.();
    });
    if (this.stream.writableLength > unsentLimit) {
      this.stream.destroy(new Error(`the peer leaves more than ${unsentLimit} bytes unread`));
    }
  }

  /** Leaves the connection as it is: what comes is taken by the system and read by nobody. */
  halt(): void {
    this.queue.length = 0;
    this.stream.pause();
  }

  /** What the network does to it. Silence is as of a firewall that forgot it: neither end is told (F-47). */
  suffer(fault: "close" | "half-close" | "silence"): void {
    switch (fault) {
      case "close":
        this.stream.destroySoon();
        return;
      case "half-close":
        this.stream.end();
        return;
      case "silence":
        this.silent = true;
        this.halt();
    }
  }

  /**
   * Writes out what is queued, then closes. With `reset` the connection leaves no TIME_WAIT behind:
   * the same port can dial the same peer again at once.
   */
  close(reset: boolean): Promise<void> {
    const { stream, tcp } = this;
    if (stream.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      stream.once("close", () => resolve());
      // Once it has been ended it cannot be reset (Node never tells of its close then).
      if (!this.near || stream.writableEnded) stream.destroy();
      else if (!reset) stream.destroySoon();
      else if (stream.writableLength === 0) tcp.resetAndDestroy();
      else stream.write("", () => tcp.resetAndDestroy());
    });
  }

  private establish(): void {
    const { localAddress, localPort } = this.tcp;
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
      if (this.peerEnded) this.stream.destroySoon();
      return;
    }
    this.handle(frame);
    setImmediate(() => this.deliver());
  }

  private handle(frame: Frame): void {
    if (frame.kind === "ping") {
      if (this.stream.writable) this.stream.write("\r\n");
      return;
    }
    // RFC 3261 §18.3: a request is refused, a response that nobody can delimit is discarded.
    if (frame.data && (frame.kind === "message" || isRequest(frame.data))) this.hand(frame.data);
    if (frame.kind === "broken") {
      this.options.onError(new UnreadableStream(`unreadable stream: ${frame.reason}`), this.remote);
      this.stream.destroySoon();
    }
  }

  private hand(data: Buffer): void {
    if (!this.near) return;
    try {
      this.options.onMessage({ data, protocol: this.protocol, from: this.remote, to: this.near });
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
    // A reset of a standing connection is its end, reported by `onClosed`.
    if (this.near && (error.code === "ECONNRESET" || error.code === "EPIPE")) return;
    this.options.onError(error, this.remote);
  }

  private closed(): void {
    this.gone();
    if (this.near) this.options.onClosed?.(this.remote);
  }
}

function isRequest(data: Buffer): boolean {
  return data.toString("latin1", 0, 4).toUpperCase() !== "SIP/";
}
