import { Agent, type IncomingMessage, request } from "node:http";
import { controlBase } from "../model/control/control-api.js";
import { DeskfleetError, type ErrorCode } from "../model/errors.js";

type Method = "GET" | "PUT" | "POST" | "PATCH" | "DELETE";

/** Milliseconds that the control API has for an answer. */
const answerLimitMs = 10_000;

/** JSON over HTTP with the control API of a backend, on connections of its own. */
export class ControlClient {
  readonly #base: string;
  readonly #agent = new Agent({ keepAlive: true });
  #closed = false;

  /** @param controlUrl with or without the base path of the API */
  constructor(controlUrl: string) {
    const url = controlUrl.replace(/\/+$/, "");
    this.#base = url.endsWith(controlBase) ? url : `${url}${controlBase}`;
  }

  /**
   * @returns the parsed answer; undefined for 404 to a GET and for an answer without content
   * @throws DeskfleetError DF_CAPABILITY where the backend cannot (501), DF_BACKEND_REFUSED where it will not
   *   (400 to 499), else DF_BACKEND_CONTROL
   */
  async ask(method: Method, path: string, body?: unknown): Promise<unknown> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const response = await this.#send(method, path, content);
    const text = await textOf(response);
    const status = response.statusCode ?? 0;
    if (status === 404 && method === "GET") return undefined;
    if (status >= 400) {
      throw new DeskfleetError(
        refusalCode(status),
        `${method} ${path} was answered with ${status}: ${reasonIn(text)}`,
      );
    }
    if (text === "") return undefined;
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new DeskfleetError("DF_BACKEND_CONTROL", `${method} ${path} was answered with broken JSON`, {
        cause,
      });
    }
  }

  /**
   * Follows a stream of JSON lines until `close`. Resolves when the first line has come: from then on nothing is
   * missed.
   * @param onLine hears each parsed line
   * @param onBroken hears once that the stream ended, unless it was closed from here
   */
  async follow(
    path: string,
    onLine: (line: unknown) => void,
    onBroken: (reason: string) => void,
  ): Promise<void> {
    const response = await this.#send("GET", path, undefined);
    if (response.statusCode !== 200) {
      response.resume();
      throw new DeskfleetError(
        "DF_BACKEND_CONTROL",
        `GET ${path} was answered with ${response.statusCode ?? 0}`,
      );
    }
    const broken = (reason: string): void => {
      if (!this.#closed) onBroken(reason);
    };
    await new Promise<void>((resolve) => {
      let rest = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) this.#tell(line, onLine, broken);
        resolve();
      });
      response.once("error", (error) => broken(error.message));
      response.once("close", () => {
        broken("the backend closed it");
        resolve();
      });
    });
  }

  /** Ends all exchanges and streams. */
  close(): void {
    this.#closed = true;
    this.#agent.destroy();
  }

  #tell(line: string, onLine: (line: unknown) => void, onBroken: (reason: string) => void): void {
    if (line.trim() === "") return;
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      onBroken(`no JSON: ${line.slice(0, 80)}`);
      return;
    }
    onLine(parsed);
  }

  #send(method: Method, path: string, content: string | undefined): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = content === undefined ? {} : { "content-type": "application/json" };
      const sent = request(`${this.#base}${path}`, { method, agent: this.#agent, headers }, (response) => {
        sent.setTimeout(0);
        resolve(response);
      });
      sent.setTimeout(answerLimitMs, () => {
        sent.destroy(new Error(`no answer within ${answerLimitMs / 1000} s`));
      });
      sent.on("error", (cause) => {
        reject(
          new DeskfleetError(
            "DF_BACKEND_CONTROL",
            `the control API at ${this.#base} cannot be reached: ${cause.message}`,
            { cause },
          ),
        );
      });
      sent.end(content);
    });
  }
}

function refusalCode(status: number): ErrorCode {
  if (status === 501) return "DF_CAPABILITY";
  return status < 500 ? "DF_BACKEND_REFUSED" : "DF_BACKEND_CONTROL";
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = "";
  response.setEncoding("utf8");
  for await (const chunk of response) text += String(chunk);
  return text;
}

/** The `error` of a ControlError, or the start of what came instead. */
function reasonIn(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    if (typeof error === "string") return error;
  } catch {
    // Not JSON: a proxy or another program answered.
  }
  return text.slice(0, 200);
}
