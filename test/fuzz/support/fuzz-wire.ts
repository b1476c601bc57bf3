import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { SocketAddress } from "../../../sim/sip/transport/transport.js";

/** A lost OPTIONS is sent again after that time; so many times until the far end counts as dead. */
const againMs = 500;
const tries = 30;

/** A socket that sends whatever it is told to, and knows by OPTIONS when the far end has got that far. */
export class FuzzWire {
  readonly #socket: Socket;
  readonly #to: SocketAddress;
  #asked = 0;
  #wake: (text: string) => void = () => undefined;
  /** Hears everything that comes. */
  onText: (text: string) => void = () => undefined;

  private constructor(socket: Socket, to: SocketAddress) {
    this.#socket = socket;
    this.#to = to;
    socket.on("message", (data) => {
      const text = data.toString("latin1");
      this.onText(text);
      this.#wake(text);
    });
  }

  static async open(to: SocketAddress): Promise<FuzzWire> {
    const socket = createSocket({ type: "udp4", recvBufferSize: 8_000_000 });
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new FuzzWire(socket, to);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  send(text: string): void {
    this.#socket.send(Buffer.from(text, "latin1"), this.#to.port, this.#to.host);
  }

  /** Resolves with the answer to an ordinary request: everything that was sent before it has been read. */
  async service(request: (branch: string) => string): Promise<string> {
    const branch = `z9hG4bKserves${++this.#asked}`;
    for (let left = tries; left > 0; left--) {
      const answer = await this.#answerTo(branch, request(branch));
      if (answer !== undefined) return answer;
    }
    throw new Error(`the far end does not answer an ordinary request any more`);
  }

  close(): void {
    this.#socket.close();
  }

  #answerTo(branch: string, request: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      const again = setTimeout(() => resolve(undefined), againMs);
      this.#wake = (text) => {
        if (!text.startsWith("SIP/2.0 ") || text.startsWith("SIP/2.0 1") || !text.includes(branch)) return;
        clearTimeout(again);
        resolve(text);
      };
      this.send(request);
    });
  }
}
