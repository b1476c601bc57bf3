import type { IncomingMessage } from "node:http";
import express, { type ErrorRequestHandler, type Request, type Response } from "express";
import type { Recorder } from "../transcript/recorder.js";
import { unpacked } from "./captured-body.js";
import type { CapturedRequest, ExchangeLog } from "./captured-exchange.js";
import { forwardHttp, isPerConnection } from "./forward-http.js";
import { type HttpDoor, openHttpDoor } from "./http-door.js";
import type { PhoneNames } from "./phone-names.js";
import { bodyOf, readBody } from "./request-body.js";
import type { Doors, Rewrite } from "./told-addresses.js";

export interface WebCaptureOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly upstream: Doors;
  /** Asked at each answer: the own ports are known only once they are open. */
  readonly rewrite: Rewrite;
  readonly names: PhoneNames;
  readonly log: ExchangeLog;
  readonly recorderOf: (phone: string) => Recorder;
  /** The address that a phone's requests leave this machine from; undefined: what the system chooses. */
  readonly leaveFrom: (phoneAddress: string) => string | undefined;
}

/** The web side of a capture: hands on what phones ask, and what they are answered, with the addresses changed. */
export function startWebCapture(options: WebCaptureOptions): Promise<HttpDoor> {
  let exchanges = 0;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(readBody);
  app.use((request, response) => handOn(options, ++exchanges, request, response));
  const broken: ErrorRequestHandler = (error: { status?: unknown }, _request, response, _next) => {
    response.status(typeof error.status === "number" ? error.status : 400).end();
  };
  app.use(broken);
  return openHttpDoor(app, options.host, options.port);
}

async function handOn(
  options: WebCaptureOptions,
  exchange: number,
  request: Request,
  response: Response,
): Promise<void> {
  const { upstream, names, log, rewrite, leaveFrom } = options;
  const { method } = request;
  const path = pathOf(request.url);
  const address = addressOf(request);
  const recorder = options.recorderOf(names.nameOf(address, request.get("user-agent"), path));
  const body = bodyOf(request);
  const headers = sentOn(request);
  const { host, port } = upstream.web;
  const captured: CapturedRequest = {
    ...{ exchange, method, body },
    url: `${upstream.scheme}://${host}:${port}${path}`,
    headers: Object.entries(headers).map(([name, value]) => [name, value.join(", ")]),
  };
  const shown = log.request(recorder, captured);
  const from = leaveFrom(address);
  const answer = await forwardHttp(upstream, {
    ...{ method, path, headers, body },
    ...(from !== undefined && { localAddress: from }),
  });
  // Before the phone has it: whatever ends this process, the phone saw nothing that is not recorded.
  log.response(recorder, captured, shown, answer);
  if (!answer.ok) {
    response.status(answer.timedOut ? 504 : 502).type("text/plain");
    response.end(`deskfleet capture: ${host}:${port}: ${answer.reason}\n`);
    return;
  }
  response.status(answer.status);
  const encoding = answer.headers.find(([name]) => name.toLowerCase() === "content-encoding")?.[1];
  const plain = unpacked(answer.body, encoding);
  for (const [name, value] of answer.headers) {
    if (isPerConnection(name) || (plain && name.toLowerCase() === "content-encoding")) continue;
    response.appendHeader(name, /location$/i.test(name) ? rewrite(value) : value);
  }
  if (method === "HEAD" || answer.status === 204 || answer.status === 304) response.end();
  else response.end(plain === undefined ? answer.body : rewritten(plain, rewrite));
}

/** Byte by byte the same, but for the addresses, which are ASCII in each encoding of one byte a letter and in UTF-8. */
function rewritten(body: Buffer, rewrite: Rewrite): Buffer {
  if (body.includes(0)) return body;
  return Buffer.from(rewrite(body.toString("latin1")), "latin1");
}

/** `GET http://host/path`, as to a proxy (RFC 9112 §3.2.2), asks for the path. */
export function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, "");
  return path.startsWith("/") || path === "*" ? path : `/${path}`;
}

/** Of the phone; IPv4 as IPv4. */
export function addressOf(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? "unknown").replace(/^::ffff:/i, "");
}

function sentOn({ rawHeaders }: Request): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    if (isPerConnection(name)) continue;
    headers[name] = [...(headers[name] ?? []), rawHeaders[index + 1] ?? ""];
  }
  return headers;
}
