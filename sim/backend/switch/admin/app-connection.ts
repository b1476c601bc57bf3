import type { Socket } from "node:net";
import type { App } from "./app.js";
import { type Command, parseCommand } from "./command.js";
import { encodeFrame, FrameReader } from "./frame.js";
import { loginFrame, okFrame, pongFrame, refusalFrame } from "./frames-written.js";

/** An application that does not read is dropped before its unread frames eat the memory. */
const maxUnsentBytes = 16_000_000;

/** Commands that ask something of the SIP side. */
export type SipCommand = Extract<
  Command,
  { kind: "response" | "cancel" | "dialog-request" | "new-request" | "proxy" | "not-sip" }
>;

export interface AppConnectionOwner {
  readonly secret: string;
  /** `tcp/127.0.0.1:5060,udp/127.0.0.1:5060`, with TLS `,tls/127.0.0.1:5061` */
  readonly hostPorts: string;
  route(app: App, method: string): void;
  removeRoute(app: App, method: string): void;
  onCommand(app: App, command: SipCommand): void;
  onLost(app: App): void;
}

/** The server's end of one drachtio-srf connection: framing, login, routes; the rest goes to the owner. */
export class AppConnection implements App {
  readonly #socket: Socket;
  readonly #owner: AppConnectionOwner;
  readonly #reader = new FrameReader();
  #loggedIn = false;
  #lost = false;

  constructor(socket: Socket, owner: AppConnectionOwner) {
    this.#socket = socket;
    this.#owner = owner;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#onData(chunk));
    // The close event that follows an error does all the work.
    socket.on("error", () => {});
    socket.on("close", () => this.#onClosed());
  }

  get connected(): boolean {
    return !this.#lost;
  }

  send(payload: string): void {
    if (!this.#mayWrite()) return;
    this.#socket.write(encodeFrame(payload));
  }

  sendThen(payload: string, then: () => void): void {
    if (!this.#mayWrite()) {
      setImmediate(then);
      return;
    }
    this.#socket.write(encodeFrame(payload), () => setImmediate(then));
  }

  close(): void {
    this.#socket.destroy();
  }

  #mayWrite(): boolean {
    if (this.#lost || !this.#socket.writable) return false;
    if (this.#socket.writableLength <= maxUnsentBytes) return true;
    this.#socket.destroy();
    return false;
  }

  #onData(chunk: Buffer): void {
    const sound = this.#reader.push(chunk, (payload) => {
      if (this.#socket.writable) this.#onPayload(payload);
    });
    if (!sound) this.#socket.destroy();
  }

  #onPayload(payload: string): void {
    const command = parseCommand(payload);
    if (command.kind === "authenticate") {
      this.#loggedIn = command.secret === this.#owner.secret;
      if (this.#loggedIn) this.send(loginFrame(command.id, this.#owner.hostPorts));
      else this.#refuse(command.id, "incorrect secret");
      return;
    }
    if (!this.#loggedIn) {
      this.#socket.end();
      return;
    }
    this.#onCommand(command);
  }

  #onCommand(command: Exclude<Command, { kind: "authenticate" }>): void {
    switch (command.kind) {
      case "route":
        this.#owner.route(this, command.method);
        this.send(okFrame(command.id));
        return;
      case "remove-route":
        this.#owner.removeRoute(this, command.method);
        this.send(okFrame(command.id));
        return;
      case "ping":
        this.send(pongFrame(command.id));
        return;
      case "unknown":
        this.#refuse(command.id, "Unknown message type");
        return;
      default:
        this.#owner.onCommand(this, command);
    }
  }

  #refuse(commandId: string, reason: Parameters<typeof refusalFrame>[1]): void {
    this.#socket.end(encodeFrame(refusalFrame(commandId, reason)));
  }

  #onClosed(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#owner.onLost(this);
  }
}
