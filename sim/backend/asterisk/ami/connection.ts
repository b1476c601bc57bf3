import { createHash } from "node:crypto";
import { connect, type Socket } from "node:net";
import { DeskfleetError } from "../../../model/errors.js";
import { type AmiFields, actionText } from "./action-text.js";
import { AmiFrames } from "./frames.js";
import type { AmiMessage } from "./message.js";

/** Milliseconds that Asterisk has for an answer, a line of a list, or the connection itself. */
const answerLimitMs = 10_000;

export interface AmiAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: string;
}

export interface AmiConnectionOptions extends AmiAddress {
  readonly onEvent: (event: AmiMessage) => void;
  /** Once, when it has been open and is not any more; not when it was closed from here. */
  readonly onLost: (why: DeskfleetError) => void;
  readonly limitMs?: number;
  /** Gives up opening it. */
  readonly signal?: AbortSignal;
}

/** Waits for the answer to one action, and for the events that belong to it. */
interface Waiting {
  readonly action: string;
  /** Name of the event that ends its list; undefined: the response is all. */
  readonly completeEvent: string | undefined;
  readonly events: AmiMessage[];
  readonly resolve: (messages: AmiMessage[]) => void;
  readonly reject: (error: DeskfleetError) => void;
  timer: NodeJS.Timeout;
}

/**
 * One connection to the manager interface of Asterisk, logged in by the MD5 challenge: the secret itself never leaves.
 * Whatever comes over it, no method throws anything but DeskfleetError.
 */
export class AmiConnection {
  readonly #socket: Socket;
  readonly #options: AmiConnectionOptions;
  readonly #waiting = new Map<string, Waiting>();
  #lastId = 0;
  #over: DeskfleetError | undefined;
  #open = false;
  #isBooted = false;
  /** What waits for Asterisk to have started. */
  #onBooted: ((end: DeskfleetError | undefined) => void) | undefined;

  private constructor(options: AmiConnectionOptions) {
    this.#options = options;
    this.#socket = connect({
      ...{ host: options.host, port: options.port, noDelay: true },
      // A cable that was pulled is noticed while nothing is asked.
      ...{ keepAlive: true, keepAliveInitialDelay: answerLimitMs },
    });
  }

  /** @throws DeskfleetError DF_AMI_CONNECT, DF_AMI_LOGIN */
  static async open(options: AmiConnectionOptions): Promise<AmiConnection> {
    const connection = new AmiConnection(options);
    const { signal } = options;
    const giveUp = (): void => connection.close();
    signal?.addEventListener("abort", giveUp);
    connection.#listen();
    try {
      await connection.#login();
      await connection.#booted();
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      signal?.removeEventListener("abort", giveUp);
    }
    connection.#open = true;
    return connection;
  }

  /**
   * @returns the response
   * @throws DeskfleetError DF_AMI_REFUSED with Asterisk's reason; DF_AMI_CONNECT where there is no answer
   */
  async ask(action: string, fields: AmiFields = {}): Promise<AmiMessage> {
    const [response] = await this.#send(action, fields, undefined);
    if (response === undefined) throw new DeskfleetError("DF_INTERNAL", `AMI ${action}: no response`);
    return response;
  }

  /**
   * @param completeEvent that ends the list
   * @returns the events of the list, without its end
   * @throws as `ask`
   */
  async list(action: string, completeEvent: string, fields: AmiFields = {}): Promise<readonly AmiMessage[]> {
    return (await this.#send(action, fields, completeEvent)).slice(1);
  }

  /** What waits for an answer gets DF_AMI_CONNECT. */
  close(): void {
    this.#end(this.#failure("it was closed"), false);
  }

  async #login(): Promise<void> {
    const { user, secret } = this.#options;
    const { challenge } = await this.ask("Challenge", { AuthType: "MD5" }).then((answer) => ({
      challenge: answer.get("Challenge") ?? "",
    }));
    const key = createHash("md5").update(`${challenge}${secret}`).digest("hex");
    try {
      await this.ask("Login", { AuthType: "MD5", Username: user, Key: key, Events: "on" });
    } catch (cause) {
      if (!(cause instanceof DeskfleetError) || cause.code !== "DF_AMI_REFUSED") throw cause;
      const { host, port } = this.#options;
      throw new DeskfleetError(
        "DF_AMI_LOGIN",
        `AMI ${host}:${port} refuses the user ${user}: ${cause.message}`,
      );
    }
  }

  /** The manager interface is there before the modules that answer most questions are. */
  #booted(): Promise<void> {
    if (this.#isBooted) return Promise.resolve();
    if (this.#over) return Promise.reject(this.#over);
    const { limitMs = answerLimitMs } = this.#options;
    return new Promise((resolve, reject) => {
      const why = `Asterisk has not started within ${limitMs / 1000} s, or its user may not read \`system\``;
      const timer = setTimeout(() => this.#onBooted?.(this.#failure(why)), limitMs);
      this.#onBooted = (failure) => {
        clearTimeout(timer);
        this.#onBooted = undefined;
        if (failure) reject(failure);
        else resolve();
      };
    });
  }

  #listen(): void {
    const frames = new AmiFrames();
    this.#socket.setEncoding("utf8");
    this.#socket.on("data", (text: string) => {
      try {
        for (const message of frames.push(text)) this.#take(message);
      } catch (error) {
        this.#end(this.#failure(error instanceof Error ? error.message : String(error)), true);
      }
    });
    this.#socket.on("error", (cause) => this.#end(this.#failure(cause.message, cause), true));
    this.#socket.on("close", () => this.#end(this.#failure("it was closed by Asterisk"), true));
  }

  #send(action: string, fields: AmiFields, completeEvent: string | undefined): Promise<AmiMessage[]> {
    if (this.#over) return Promise.reject(this.#over);
    const id = `df-${++this.#lastId}`;
    const text = actionText(action, id, fields);
    return new Promise((resolve, reject) => {
      const timer = this.#limit(id, action);
      this.#waiting.set(id, { action, completeEvent, events: [], resolve, reject, timer });
      this.#socket.write(text);
    });
  }

  #limit(id: string, action: string): NodeJS.Timeout {
    const { limitMs = answerLimitMs } = this.#options;
    return setTimeout(() => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      waiting?.reject(this.#failure(`no answer to ${action} within ${limitMs / 1000} s`));
    }, limitMs);
  }

  #take(message: AmiMessage): void {
    const id = message.actionId;
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (message.event === "FullyBooted") {
      this.#isBooted = true;
      this.#onBooted?.(undefined);
    } else if (id !== undefined && waiting) this.#answer(id, waiting, message);
    else if (message.event !== undefined) this.#options.onEvent(message);
  }

  #answer(id: string, waiting: Waiting, message: AmiMessage): void {
    clearTimeout(waiting.timer);
    const { completeEvent, events, action } = waiting;
    if (message.response !== undefined && !isGood(message.response)) {
      this.#waiting.delete(id);
      const why = message.get("Message") ?? message.response;
      if (completeEvent !== undefined && emptyList.test(why)) {
        waiting.resolve([]);
        return;
      }
      waiting.reject(new DeskfleetError("DF_AMI_REFUSED", `AMI ${action}: ${why}`));
      return;
    }
    const isEnd = completeEvent === undefined || message.event?.toLowerCase() === completeEvent.toLowerCase();
    if (!isEnd || completeEvent === undefined) events.push(message);
    if (!isEnd) {
      waiting.timer = this.#limit(id, action);
      return;
    }
    this.#waiting.delete(id);
    waiting.resolve(events);
  }

  #end(why: DeskfleetError, lost: boolean): void {
    if (this.#over) return;
    this.#over = why;
    this.#socket.destroy();
    for (const { timer, reject } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(why);
    }
    this.#waiting.clear();
    this.#onBooted?.(why);
    if (lost && this.#open) this.#options.onLost(why);
  }

  #failure(why: string, cause?: Error): DeskfleetError {
    const { host, port } = this.#options;
    return new DeskfleetError("DF_AMI_CONNECT", `AMI ${host}:${port}: ${why}`, { cause });
  }
}

/** Whether nobody listens there: the machine is up, and its Asterisk is not. */
export function isRefusedConnection({ cause }: DeskfleetError): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}

/** How Asterisk refuses to list nothing: `No Contacts found`. */
const emptyList = /^No \w+ found\.?$/i;

/** `Goodbye` answers a Logoff, `Follows` the commands of old. */
function isGood(response: string): boolean {
  return ["success", "goodbye", "follows"].includes(response.toLowerCase());
}
