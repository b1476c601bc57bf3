import { isDigits } from "./characters.js";
import { parseCSeq } from "./cseq.js";
import { parseHeaderLine, readLine } from "./header-lines.js";
import { headerBits, headerRules, missingHeader } from "./header-rules.js";
import type { SipHeader, SipMessage, SipRequest } from "./message.js";
import { salvageRequest } from "./salvage.js";
import { parseRequestLine, parseStatusLine, type RequestLine, type StatusLine } from "./start-line.js";

/**
 * A message, or why it is none. With `status` the sender can and should be answered
 * (`responseTo(partial, status)`); without, the message is to be dropped: a response, an ACK,
 * or nothing that a way back can be read from.
 */
export type ParsedMessage =
  | { readonly ok: true; readonly message: SipMessage }
  | { readonly ok: false; readonly reason: string; readonly status?: undefined; readonly partial?: undefined }
  | { readonly ok: false; readonly reason: string; readonly status: number; readonly partial: SipRequest };

/** How the message came in. */
export interface ParseOptions {
  /** From a stream: a request must state its Content-Length (RFC 3261 §18.3). */
  readonly stream?: boolean;
  /** Schemes of Request-URIs that are served beside sip and sips, in lower case; others are 416. */
  readonly schemes?: readonly string[];
  /** A datagram whose lines all end in LF alone is read. */
  readonly bareLineFeeds?: boolean;
}

interface Refusal {
  readonly problem: string;
  readonly status?: number;
}

function isRefusal(value: object): value is Refusal {
  return "problem" in value;
}

/** NUL stands only escaped in a quoted string (RFC 4475 §3.1.1.2). */
function hasBareNul(head: string): boolean {
  for (let at = head.indexOf("\0"); at >= 0; at = head.indexOf("\0", at + 1)) {
    if (head.charCodeAt(at - 1) !== 92) return true;
  }
  return false;
}

/** The registered methods. A CSeq mismatch of another one is 501, not 400 (RFC 4475 §3.1.2.18). */
const registeredMethods = new Set(
  "INVITE ACK BYE CANCEL OPTIONS REGISTER PRACK SUBSCRIBE NOTIFY PUBLISH INFO REFER MESSAGE UPDATE".split(
    " ",
  ),
);

interface Head {
  readonly start: RequestLine | StatusLine;
  readonly headers: SipHeader[];
  /** Undefined without a Content-Length header. */
  readonly contentLength: number | undefined;
}

/** Collects header lines and judges each of them and, at the end, all together. */
class HeaderReader {
  readonly headers: SipHeader[] = [];
  contentLength: number | undefined;
  /** Bits of the rules whose headers were there. */
  private seen = 0;
  private cseqMethod: string | undefined;

  /** @param method of a request; undefined in a response. */
  constructor(private readonly method: string | undefined) {}

  /** @returns what is wrong with the line. */
  add(line: string): string | undefined {
    const header = parseHeaderLine(line);
    if (!header) return "a header line is not `name: value`";
    this.headers.push(header);
    const rule = headerRules.get(header.name.toLowerCase());
    if (!rule) return undefined;
    if (rule.isSingle && (this.seen & rule.bit) !== 0 && !this.repeatsLength(header)) {
      return `two ${header.name} headers`;
    }
    this.seen |= rule.bit;
    if (rule.onlyInRequests && this.method === undefined) return undefined;
    if (!rule.isWellFormed(header.value)) return `malformed ${header.name}`;
    if (rule.bit === headerBits.cseq) this.cseqMethod = parseCSeq(header.value)?.method;
    else if (rule.bit === headerBits.contentLength) this.contentLength = Number(header.value);
    return undefined;
  }

  /** The same length said twice frames the message for every reader alike, as in the framing of a stream. */
  private repeatsLength({ name, value }: SipHeader): boolean {
    return name.toLowerCase() === "content-length" && isDigits(value) && Number(value) === this.contentLength;
  }

  /** @returns what is wrong with the headers as a whole. */
  finish(): Refusal | undefined {
    const missing = missingHeader(this.seen);
    if (missing !== undefined) return { problem: `no ${missing} header`, status: 400 };
    if (this.method === undefined || this.cseqMethod === this.method) return undefined;
    const status = registeredMethods.has(this.method) ? 400 : 501;
    return { problem: "the CSeq method is not that of the request", status };
  }
}

function readHead(head: string, schemes?: readonly string[]): Head | Refusal {
  const first = readLine(head, 0);
  if (!first) return { problem: "line ends are not CR LF", status: 400 };
  const start = /^SIP\//i.test(first.text)
    ? parseStatusLine(first.text)
    : parseRequestLine(first.text, schemes);
  if (isRefusal(start)) return start;
  if (hasBareNul(head)) return { problem: "NUL in a header", status: 400 };
  const reader = new HeaderReader("method" in start ? start.method : undefined);
  for (let at = first.next; at < head.length; ) {
    const line = readLine(head, at);
    const problem = line ? reader.add(line.text) : "line ends are not CR LF";
    if (!line || problem !== undefined) return { problem: problem ?? "", status: 400 };
    at = line.next;
  }
  const refusal = reader.finish();
  if (refusal) return refusal;
  return { start, headers: reader.headers, contentLength: reader.contentLength };
}

function refuse(head: string, refusal: Refusal): ParsedMessage {
  const partial = refusal.status === undefined ? undefined : salvageRequest(head);
  return refusal.status === undefined || partial === undefined
    ? { ok: false, reason: refusal.problem }
    : { ok: false, reason: refusal.problem, status: refusal.status, partial };
}

/** Leading line ends are not part of a message (RFC 3261 §7.5). */
function skipLineEnds(data: Buffer): number {
  let start = 0;
  while (data[start] === 13 || data[start] === 10) start++;
  return start;
}

/**
 * Does each line of the head end in LF alone? Then it reads in one way only. LF among CR LF would not: it could hide a
 * header from one reader of two.
 */
function hasBareLines(bytes: Buffer, start: number): boolean {
  const end = bytes.indexOf("\n\n", start, "latin1");
  const carriageReturn = bytes.indexOf(13, start);
  return end >= 0 && (carriageReturn < 0 || carriageReturn > end);
}

/**
 * Parses one message as it came from the wire; bytes behind its Content-Length are ignored
 * (RFC 3261 §18.3). Text is UTF-8. Never throws.
 *
 * The form of the headers that route, match and frame is checked here (RFC 4475 §3.1.2), so whoever
 * gets `ok` may rely on Via, From, To, Call-ID and CSeq. What a request means is not judged here.
 */
export function parseMessage(data: Buffer | string, options: ParseOptions = {}): ParsedMessage {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  const start = skipLineEnds(bytes);
  const plain = options.bareLineFeeds === true && options.stream !== true && hasBareLines(bytes, start);
  const emptyLine = plain ? "\n\n" : "\r\n\r\n";
  const end = bytes.indexOf(emptyLine, start, "latin1");
  const text = bytes.toString("utf8", start, end < 0 ? bytes.length : end);
  const head = plain ? text.replaceAll("\n", "\r\n") : text;
  if (end < 0) return refuse(head, { problem: "no empty line behind the headers", status: 400 });
  const parsed = readHead(head, options.schemes);
  if (isRefusal(parsed)) return refuse(head, parsed);
  const bodyStart = end + emptyLine.length;
  const available = bytes.length - bodyStart;
  if (options.stream === true && parsed.contentLength === undefined && "method" in parsed.start) {
    return refuse(head, { problem: "no Content-Length on a stream", status: 400 });
  }
  const length = parsed.contentLength ?? (options.stream === true ? 0 : available);
  if (length > available)
    return refuse(head, { problem: "the body is shorter than Content-Length", status: 400 });
  const body = length === 0 ? "" : bytes.toString("utf8", bodyStart, bodyStart + length);
  const { start: line, headers } = parsed;
  const message: SipMessage =
    "method" in line
      ? { kind: "request", method: line.method, uri: line.uri, headers, body }
      : { kind: "response", status: line.status, reason: line.reason, headers, body };
  return { ok: true, message };
}
