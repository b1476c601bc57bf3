import { DeskfleetError } from "../model/errors.js";
import type { TranscriptEvent } from "../transcript/event.js";
import { decodeRunFile } from "../transcript/run-file.js";
import type { CapturedBody } from "./captured-body.js";
import { type Doors, defaultPort } from "./told-addresses.js";

type HttpEvent = Extract<TranscriptEvent, { type: "http" }>;

/** A request and how it was answered. */
export interface RecordedExchange {
  readonly method: string;
  /** Path with query, secrets redacted. */
  readonly path: string;
  readonly contentType: string | undefined;
  readonly request: CapturedBody;
  /** Undefined: the PBX did not answer, `error` says why. */
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: CapturedBody;
}

/** What a replay is made from. */
export interface Recording {
  readonly doors: Doors;
  readonly names: readonly string[];
  /** Of the one phone that was recorded; undefined where there were none or several. */
  readonly mac: string | undefined;
  /** In the order of their requests. */
  readonly exchanges: readonly RecordedExchange[];
  /** What is missing of it, in words. */
  readonly problems: readonly string[];
}

/**
 * Reads a run file that `deskfleet capture` wrote. One that was cut off serves as far as it goes.
 * @throws DeskfleetError DF_RUN_FILE where it is no run file, DF_CAPTURE_FILE where it is another command's or empty
 */
export function readRecording(file: string, text: string): Recording {
  const { events, damagedLines, problems } = decodeRunFile(file, text);
  const start = events.find((event) => event.type === "capture");
  if (start === undefined) {
    throw new DeskfleetError(
      "DF_CAPTURE_FILE",
      `${file}: this run file is no recording of \`deskfleet capture\``,
    );
  }
  const { exchanges, unanswered } = pairUp(events);
  if (exchanges.length === 0) {
    throw new DeskfleetError("DF_CAPTURE_FILE", `${file}: nothing was recorded: no phone asked for anything`);
  }
  const ended = text.trimEnd().split("\n").at(-1)?.includes('"type":"run-end"') === true;
  return {
    doors: { ...webDoor(file, start.web), sip: doorOf(file, start.sip) },
    names: start.names,
    mac: onlyMac(events),
    exchanges,
    problems: [
      ...problems,
      ...damagedLines.map((line) => `line ${line} cannot be read`),
      ...(ended ? [] : ["the recording was cut off: it ends without its last line"]),
      ...unanswered.map((each) => `no answer was recorded to ${each}`),
    ],
  };
}

function onlyMac(events: readonly TranscriptEvent[]): string | undefined {
  const phones = new Set(events.flatMap(({ phone }) => (/^[0-9a-f]{12}$/.test(phone ?? "") ? [phone] : [])));
  return phones.size === 1 ? [...phones][0] : undefined;
}

function pairUp(events: readonly TranscriptEvent[]): { exchanges: RecordedExchange[]; unanswered: string[] } {
  const exchanges: RecordedExchange[] = [];
  const unanswered: string[] = [];
  const answers = new Map<number, HttpEvent>();
  for (const event of events) {
    if (event.type === "http" && event.direction === "response" && event.exchange !== undefined)
      answers.set(event.exchange, event);
  }
  for (const event of events) {
    if (event.type !== "http" || event.direction !== "request" || event.exchange === undefined) continue;
    const answer = answers.get(event.exchange);
    const path = pathOf(event.url);
    if (answer === undefined) {
      unanswered.push(`${event.method} ${path}`);
      continue;
    }
    exchanges.push({
      ...{ method: event.method, path, request: bodyOf(event), response: bodyOf(answer) },
      contentType: event.headers?.["content-type"],
      status: answer.status,
      error: answer.error,
      headers: answer.headers ?? {},
    });
  }
  return { exchanges, unanswered };
}

function bodyOf({ body, encoding }: HttpEvent): CapturedBody {
  return { ...(body !== undefined && { body }), ...(encoding !== undefined && { encoding }) };
}

function pathOf(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  return path === "" ? "/" : path;
}

function webDoor(file: string, web: string): Pick<Doors, "scheme" | "web"> {
  const [, scheme = "", rest = ""] = /^(https?):\/\/(.+)$/.exec(web) ?? [];
  if (scheme === "")
    throw new DeskfleetError("DF_CAPTURE_FILE", `${file}: its web server ${web} is no address`);
  return { scheme, web: doorOf(file, /:\d+$/.test(rest) ? rest : `${rest}:${defaultPort(scheme)}`) };
}

function doorOf(file: string, text: string): Doors["web"] {
  const [, host = "", port = ""] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (host === "") throw new DeskfleetError("DF_CAPTURE_FILE", `${file}: ${text} is not host:port`);
  return { host, port: Number(port) };
}
