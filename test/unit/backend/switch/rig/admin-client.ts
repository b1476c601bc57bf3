import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Switch } from "../../../../../sim/backend/switch/switch.js";

/** The control protocol by hand: what drachtio-srf would never send. */
export class AdminClient {
  readonly payloads: string[] = [];
  readonly #socket: Socket;
  #text = Buffer.alloc(0);
  #look: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#onData(chunk));
    socket.on("error", () => {});
  }

  static async to(sipSwitch: Switch): Promise<AdminClient> {
    const socket = connect(sipSwitch.admin);
    await once(socket, "connect");
    return new AdminClient(socket);
  }

  frame(payload: string): Buffer {
    return Buffer.from(`${Buffer.byteLength(payload)}#${payload}`);
  }

  send(payload: string): void {
    this.write(this.frame(payload));
  }

  write(data: Buffer | string): void {
    this.#socket.write(data);
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** The first payload that fits, waiting for it if need be. */
  async hear(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.payloads.find((each) => pattern.test(each));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    }
  }

  get closed(): Promise<unknown> {
    return this.#socket.closed ? Promise.resolve() : once(this.#socket, "close");
  }

  #onData(chunk: Buffer): void {
    this.#text = Buffer.concat([this.#text, chunk]);
    for (;;) {
      const hash = this.#text.indexOf("#");
      if (hash < 0) break;
      const end = hash + 1 + Number(this.#text.toString("utf8", 0, hash));
      if (this.#text.length < end) break;
      this.payloads.push(this.#text.toString("utf8", hash + 1, end));
      this.#text = this.#text.subarray(end);
    }
    this.#look?.();
  }
}
