import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import type { Doors } from "./told-addresses.js";

/** A request to be sent on, as it came. */
export interface ForwardedRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
  /** Leave from this address of the machine. */
  readonly localAddress?: string;
}

export type ForwardedAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly body: Buffer;
    }
  | { readonly ok: false; readonly reason: string; readonly timedOut: boolean };

/** No phone waits as long. */
const patienceMs = 30_000;
/** Firmware files are the largest. */
const largestAnswer = 128 * 1024 * 1024;

/** Of one connection, or made anew by whoever sends (RFC 9110 §7.6.1). */
const perConnection = new Set([
  ...["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"],
  ...["content-length", "host", "accept-encoding", "expect"],
]);

export function isPerConnection(name: string): boolean {
  return perConnection.has(name.toLowerCase());
}

/** Asks the web server of the PBX. Never throws: what fails is told in words. */
export function forwardHttp({ scheme, web }: Doors, asked: ForwardedRequest): Promise<ForwardedAnswer> {
  return new Promise((resolve) => {
    const fail = (reason: string, timedOut = false): void => resolve({ ok: false, reason, timedOut });
    const named = web.host.includes(":") ? `[${web.host}]` : web.host;
    const options = {
      host: web.host,
      port: web.port,
      method: asked.method,
      path: asked.path,
      agent: false as const,
      headers: {
        ...asked.headers,
        host: isDefault(scheme, web.port) ? named : `${named}:${web.port}`,
        // What is packed cannot be read here.
        "accept-encoding": "identity",
        ...(asked.body.length > 0 && { "content-length": String(asked.body.length) }),
      },
      signal: AbortSignal.timeout(patienceMs),
      ...(asked.localAddress !== undefined && { localAddress: asked.localAddress }),
      ...(scheme === "https" && isIP(web.host) === 0 && { servername: web.host }),
    };
    try {
      const request = (scheme === "https" ? httpsRequest : httpRequest)(options, (response) =>
        collect(response, fail, (body) =>
          resolve({ ok: true, status: response.statusCode ?? 502, headers: pairsOf(response), body }),
        ),
      );
      request.on("error", (error) => fail(problemOf(error), error.name === "AbortError"));
      request.on("upgrade", (_response, socket) => {
        socket.destroy();
        fail("the answer is not HTTP");
      });
      request.end(asked.body);
    } catch (error) {
      fail(problemOf(error));
    }
  });
}

function isDefault(scheme: string, port: number): boolean {
  return port === (scheme === "https" ? 443 : 80);
}

function collect(
  response: IncomingMessage,
  fail: (reason: string) => void,
  done: (body: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestAnswer) chunks.push(chunk);
    else response.destroy();
  });
  response.on("end", () => done(Buffer.concat(chunks)));
  response.on("error", () => fail("the answer was cut off"));
  response.on("close", () =>
    fail(
      size > largestAnswer ? `the answer is larger than ${largestAnswer} bytes` : "the answer was cut off",
    ),
  );
}

function pairsOf({ rawHeaders }: IncomingMessage): [string, string][] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, index) => [
    rawHeaders[index * 2] ?? "",
    rawHeaders[index * 2 + 1] ?? "",
  ]);
}

/** Not the error's own text where that is Node's: it may repeat the path with its query. */
function problemOf(error: unknown): string {
  const { code, name } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, name: "" };
  if (name === "AbortError" || name === "TimeoutError") return `no answer within ${patienceMs / 1000} s`;
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: "connection refused",
    ECONNRESET: "the connection was cut",
    EHOSTUNREACH: "the host cannot be reached",
    ENETUNREACH: "the network cannot be reached",
    ENOTFOUND: "the name does not resolve",
    ETIMEDOUT: "the connection timed out",
    ERR_UNESCAPED_CHARACTERS: "the path holds characters that no request may",
  };
  if (code === undefined) return "the request failed";
  return known[code] ?? (code.startsWith("HPE_") ? "the answer is not HTTP" : code);
}
