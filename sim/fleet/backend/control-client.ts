import { Agent, type IncomingMessage, request } from "node:http";
import type { z } from "zod";
import { controlBase } from "../../model/control/control-api.js";
import type { OperationRequest } from "../../model/control/control-operations.js";
import { errorAnswer } from "../../model/control/control-schemas.js";
import type { OperationShape } from "../../model/control/operation-shape.js";
import { DeskfleetError, type ErrorCode } from "../../model/errors.js";
import { readJson, readLine } from "./control-answers.js";

/** Milliseconds that the control API has for an answer. */
const answerLimitMs = 10_000;

/** Any request, as it is put on the wire. */
interface AnyRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** JSON over HTTP with the control API of a backend, on connections of its own. What comes is parsed, never believed. */
export class ControlClient {
  readonly #base: string;
  readonly #limitMs: number;
  readonly #agent = new Agent({ keepAlive: true });
  #closed = false;

  /**
   * @param controlUrl with or without the base path of the API
   * @param limitMs how long an answer may be silent
   */
  constructor(controlUrl: string, limitMs = answerLimitMs) {
    this.#limitMs = limitMs;
    const url = controlUrl.replace(/\/+$/, "");
    this.#base = url.endsWith(controlBase) ? url : `${url}${controlBase}`;
  }

  /**
   * @throws DeskfleetError DF_CAPABILITY where the backend cannot (501), DF_BACKEND_REFUSED where it will not
   *   (400 to 499), else DF_BACKEND_CONTROL, also where it answers with something else than it should
   */
  async ask<Shape extends OperationShape, Answer extends z.ZodType>(
    operation: Shape & { readonly answer: Answer },
    asked: OperationRequest<Shape> & AnyRequest,
  ): Promise<z.output<Answer>> {
    const { what, text } = await this.#exchange(operation, asked);
    return readJson(operation.answer, what, text);
  }

  /**
   * Asks for what answers that it is done.
   * @returns what is said of an operation that is taken and done later; undefined: it is done
   * @throws as `ask`
   */
  async tell<Shape extends OperationShape, Taken extends z.ZodType>(
    operation: Shape & { readonly answer?: never; readonly taken?: Taken },
    asked: OperationRequest<Shape> & AnyRequest,
  ): Promise<z.output<Taken> | undefined> {
    const { what, text, status } = await this.#exchange(operation, asked);
    return operation.taken && status === 202 ? readJson(operation.taken, what, text) : undefined;
  }

  /**
   * Follows a stream of JSON lines until `close`. Resolves when the first line has come: from then on nothing is
   * missed.
   * @param onLine hears each parsed line
   * @param onBroken hears that the stream ended, unless it was closed from here, and of each line that is not as it should be
   */
  async follow<Line extends z.ZodType>(
    path: string,
    line: Line,
    onLine: (line: z.output<Line>) => void,
    onBroken: (reason: string) => void,
  ): Promise<void> {
    const response = await this.#send("GET", path, undefined);
    // A stream may be silent for hours.
    response.socket.setTimeout(0);
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
        for (const text of lines) readLine(line, text, onLine, broken);
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

  /** @returns the answer of an operation that was not refused, and what it is an answer to */
  async #exchange(
    { method, path }: OperationShape,
    { params = {}, query, body }: AnyRequest,
  ): Promise<{ readonly what: string; readonly text: string; readonly status: number }> {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name) => encodeURIComponent(params[name] ?? ""));
    const search = query === undefined ? "" : `?${new URLSearchParams(query)}`;
    const what = `${method.toUpperCase()} ${filled}${search}`;
    const content = body === undefined ? undefined : JSON.stringify(body);
    const response = await this.#send(method.toUpperCase(), `${filled}${search}`, content);
    const text = await textOf(response).catch((cause: Error) => {
      throw unreachable(this.#base, cause);
    });
    const status = response.statusCode ?? 0;
    if (status < 400) return { what, text, status };
    throw new DeskfleetError(refusalCode(status), `${what} was answered with ${status}: ${reasonIn(text)}`);
  }

  #send(method: string, path: string, content: string | undefined): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = content === undefined ? {} : { "content-type": "application/json" };
      let answer: IncomingMessage | undefined;
      const sent = request(`${this.#base}${path}`, { method, agent: this.#agent, headers }, (response) => {
        answer = response;
        resolve(response);
      });
      sent.setTimeout(this.#limitMs, () => {
        (answer ?? sent).destroy(new Error(`no answer within ${this.#limitMs / 1000} s`));
      });
      sent.on("error", (cause) => reject(unreachable(this.#base, cause)));
      sent.end(content);
    });
  }
}

function unreachable(base: string, cause: Error): DeskfleetError {
  return new DeskfleetError(
    "DF_BACKEND_CONTROL",
    `the control API at ${base} cannot be reached: ${cause.message}`,
    { cause },
  );
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

/** The `error` of a refusal, or the start of what came instead: a proxy or another program answered. */
function reasonIn(text: string): string {
  try {
    return readJson(errorAnswer.pick({ error: true }), "", text).error;
  } catch {
    return text.slice(0, 200);
  }
}
