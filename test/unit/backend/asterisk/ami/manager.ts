import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { AmiFrames } from "../../../../../sim/backend/asterisk/ami/frames.js";
import type { AmiMessage } from "../../../../../sim/backend/asterisk/ami/message.js";

type Answer = (action: AmiMessage, send: (text: string) => void) => void;

/** A peer that speaks as the manager interface of Asterisk does, as far as a test says. */
export class Manager {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Actions that came, in order. */
  readonly asked: AmiMessage[] = [];
  /** What it says to an action; a test may change it. */
  answer: Answer = (action, send) => send(`Response: Success\r\nActionID: ${action.actionId}\r\n\r\n`);
  /** Says so after a login; a test that sets it later says so by itself. */
  isBooted = true;
  greeting = "Asterisk Call Manager/11.0.0\r\n";

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      const frames = new AmiFrames();
      [...frames.push("Asterisk Call Manager\r\n")]; // a client sends none
      socket.setEncoding("utf8");
      socket.on("error", () => undefined);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("data", (text: string) => {
        for (const action of frames.push(text)) {
          this.asked.push(action);
          this.answer(action, (said) => socket.write(said));
          if (action.get("Action") === "Login" && this.isBooted) socket.write("Event: FullyBooted\r\n\r\n");
        }
      });
      socket.write(this.greeting);
    });
  }

  static async listen(port = 0): Promise<Manager> {
    const server = createServer();
    const manager = new Manager(server);
    await once(server.listen(port, "127.0.0.1"), "listening");
    return manager;
  }

  get address() {
    const { port } = this.#server.address() as AddressInfo;
    return { host: "127.0.0.1", port, user: "deskfleet", secret: "s3cret-manager" };
  }

  say(text: string): void {
    for (const socket of this.#sockets) socket.write(text);
  }

  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.hangUp();
    this.#server.close();
    if (this.#server.listening) await once(this.#server, "close");
  }
}
