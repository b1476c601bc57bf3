import express, { type ErrorRequestHandler, type Request, type Response } from "express";
import { redacted } from "../transcript/redaction.js";
import { replayedBody, standIn, unpacked } from "./captured-body.js";
import { ExchangePlayer } from "./exchange-player.js";
import { isPerConnection } from "./forward-http.js";
import { type HttpDoor, openHttpDoor } from "./http-door.js";
import { otherMac } from "./other-mac.js";
import { PhoneNames } from "./phone-names.js";
import type { RecordedExchange, Recording } from "./recording.js";
import { bodyOf, readBody } from "./request-body.js";
import type { Rewrite } from "./told-addresses.js";
import { addressOf, pathOf } from "./web-capture.js";

/** A request, and whether the recording had an answer. */
export interface ReplayedRequest {
  readonly phone: string;
  readonly method: string;
  /** Without the query: that may hold a PIN. */
  readonly path: string;
  readonly status: number;
  readonly recorded: boolean;
}

export interface WebReplayOptions {
  readonly host: string;
  readonly port: number;
  readonly recording: Recording;
  readonly rewrite: Rewrite;
  readonly onRequest: (request: ReplayedRequest) => void;
}

/** Bodies are made anew, and dates would be those of the recording. */
const madeAnew = new Set([
  "content-encoding",
  "content-md5",
  "digest",
  "date",
  "age",
  "etag",
  "last-modified",
]);
/** More than any desk fleet that would be put in front of a replay. */
const mostPhones = 10_000;

/**
 * The web side of a replay: each phone goes through the recording by itself. Where one phone alone was recorded, every
 * phone is taken for it, and finds its own MAC in the place of that one's.
 */
export function startWebReplay(options: WebReplayOptions): Promise<HttpDoor> {
  const { host, port, recording, rewrite, onRequest } = options;
  const names = new PhoneNames();
  const players = new Map<string, ExchangePlayer>();
  const playerOf = (phone: string): ExchangePlayer => {
    const player = players.get(phone) ?? new ExchangePlayer(recording.exchanges);
    if (players.size < mostPhones) players.set(phone, player);
    return player;
  };
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(readBody);
  app.use((request, response) => {
    const path = pathOf(request.url);
    const phone = names.nameOf(addressOf(request), request.get("user-agent"), path);
    const { toRecorded, toPhone } = macsOf(phone, recording.mac);
    const body = unpacked(bodyOf(request), request.get("content-encoding"))?.toString("utf8") ?? "";
    const { method } = request;
    const found = playerOf(phone).answerTo({ method, path: toRecorded(path), body: toRecorded(body) });
    const recorded = answer(found, request, response, (text) => toPhone(rewrite(text)));
    onRequest({ phone, method, path: path.replace(/[?#].*$/s, ""), status: response.statusCode, recorded });
  });
  const broken: ErrorRequestHandler = (error: { status?: unknown }, _request, response, _next) => {
    response.status(typeof error.status === "number" ? error.status : 400).end();
  };
  app.use(broken);
  return openHttpDoor(app, host, port);
}

function macsOf(phone: string, recorded: string | undefined): { toRecorded: Rewrite; toPhone: Rewrite } {
  const isMac = /^[0-9a-f]{12}$/.test(phone);
  const [from, to] = isMac && recorded !== undefined ? [phone, recorded] : ["", ""];
  return { toRecorded: otherMac(from, to), toPhone: otherMac(to, from) };
}

/** @returns false where the recording has no such request */
function answer(
  found: RecordedExchange | undefined,
  request: Request,
  response: Response,
  rewrite: Rewrite,
): boolean {
  if (found === undefined) return refuse(response, 404, "the recording has no such request");
  if (found.status === undefined) {
    refuse(response, 502, `recorded without an answer: ${found.error ?? "nothing came"}`);
    return true;
  }
  const bytes = replayedBody(found.response, rewrite);
  if (bytes === undefined) return refuse(response, 404, "the recording left out what was answered here");
  response.status(found.status);
  for (const [name, value] of Object.entries(found.headers)) {
    if (isPerConnection(name) || madeAnew.has(name)) continue;
    try {
      response.setHeader(name, rewrite(value.replaceAll(redacted, standIn)));
    } catch {
      // A file that was edited by hand may hold what no header may.
    }
  }
  if (request.method === "HEAD" || [204, 304].includes(found.status)) response.end();
  else response.end(bytes);
  return true;
}

function refuse(response: Response, status: number, why: string): false {
  response.status(status).type("text/plain").end(`deskfleet replay: ${why}\n`);
  return false;
}
