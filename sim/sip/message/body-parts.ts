import { isToken, unquote } from "./characters.js";
import { parseHeaderLine, readLine } from "./header-lines.js";
import { header, type SipHeader, type SipMessage } from "./message.js";
import { parseParameters } from "./parameters.js";

/** One part of a body; a body without parts is one itself. */
export interface BodyPart {
  /** In lower case and without parameters: `application/sdp`. */
  readonly type: string;
  /** Of Content-Disposition, in lower case: `session`, `render`, `early-session`; "" without one. */
  readonly disposition: string;
  /** Its sender says `handling=required`: who does not know the type shall answer 415 (RFC 3261 §20.11). */
  readonly required: boolean;
  readonly content: string;
}

/** What a body holds, or why it cannot be read. */
export type BodyParts =
  | { readonly ok: true; readonly parts: readonly BodyPart[] }
  | { readonly ok: false; readonly reason: string };

/** Multiparts in multiparts: no sender needs more, and each level is read again. */
const deepest = 5;

/** Parts that are looked at: a body is up to 256 kB. */
const mostParts = 64;

/**
 * The parts of a body in their order, those of nested multiparts in the place of the multipart (RFC 2046 §5.1,
 * RFC 5621 §3). An INVITE to 911 carries its SDP so, beside the caller's location (RFC 6442 §3.2).
 *
 * Read as leniently as it can be without a guess: LF line ends, text around the parts, an end without the closing
 * delimiter, and a boundary that only the delimiters tell are let pass.
 */
export function bodyParts(message: SipMessage): BodyParts {
  const { body } = message;
  if (body === "") return { ok: true, parts: [] };
  return partsOf(
    {
      type: header(message, "Content-Type") ?? (body.startsWith("v=0") ? "application/sdp" : undefined),
      disposition: header(message, "Content-Disposition"),
      content: body,
    },
    0,
  );
}

interface Entity {
  /** Value of Content-Type. */
  readonly type: string | undefined;
  /** Value of Content-Disposition. */
  readonly disposition: string | undefined;
  readonly content: string;
}

function partsOf({ type, disposition, content }: Entity, depth: number): BodyParts {
  // RFC 2046 §5.2: a part without type is plain text.
  const [name, parameters] = split(type ?? "text/plain");
  if (!name.startsWith("multipart/")) {
    const [wanted, how] = split(disposition ?? "");
    const required = parseParameters(how)?.get("handling")?.toLowerCase() === "required";
    return { ok: true, parts: [{ type: name, disposition: wanted, required, content }] };
  }
  if (depth >= deepest) return bad("multiparts are nested too deep");
  // Like PJSIP: where no boundary is given, the first delimiter shows it.
  const told = parseParameters(parameters)?.get("boundary");
  const boundary = told === undefined ? /^--(\S+)[ \t]*\r?$/m.exec(content)?.[1] : unquote(told);
  // RFC 2046 §5.1.1: never empty, 70 characters at most, no blank at its end. A longer one does no harm.
  if (boundary === undefined || boundary.trim() === "") return bad(`${name} without boundary`);
  const texts = delimited(content, boundary);
  if (texts.length === 0) return bad("no part begins with the boundary");
  if (texts.length > mostParts) return bad(`more than ${mostParts} parts`);
  const parts: BodyPart[] = [];
  for (const text of texts) {
    const entity = entityOf(text);
    if (!entity) return bad("a part has malformed headers");
    const read = partsOf(entity, depth + 1);
    if (!read.ok) return read;
    parts.push(...read.parts);
  }
  return { ok: true, parts };
}

function bad(reason: string): BodyParts {
  return { ok: false, reason };
}

/** `Type/Sub ; a=b` → `type/sub` and `; a=b`. */
function split(value: string): [name: string, parameters: string] {
  const semicolon = value.indexOf(";");
  const name = semicolon < 0 ? value : value.slice(0, semicolon);
  const clean = name.replaceAll(/[ \t]/g, "").toLowerCase();
  return [clean, semicolon < 0 ? "" : value.slice(semicolon)];
}

/**
 * What stands between the delimiter lines. The line end before a delimiter belongs to it (RFC 2046 §5.1.1); what is
 * before the first and behind the closing one belongs to none.
 */
function delimited(body: string, boundary: string): string[] {
  const delimiter = `--${boundary}`;
  const texts: string[] = [];
  let open = -1;
  let at = 0;
  while (at <= body.length) {
    const lineFeed = body.indexOf("\n", at);
    const next = lineFeed < 0 ? body.length + 1 : lineFeed + 1;
    const rest = body.startsWith(delimiter, at) ? body.slice(at + delimiter.length, next).trim() : undefined;
    if (rest === "" || rest === "--") {
      if (open >= 0) texts.push(withoutLineEnd(body.slice(open, at)));
      if (rest === "--") return texts;
      open = Math.min(next, body.length);
    }
    at = next;
  }
  if (open >= 0) texts.push(body.slice(open));
  return texts;
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, "");
}

/** @returns undefined where its head is none */
function entityOf(text: string): Entity | undefined {
  const headers: SipHeader[] = [];
  const end = /(?:^|\r?\n)\r?\n/.exec(text);
  const head = (end ? text.slice(0, end.index) : text).replaceAll(/\r?\n/g, "\r\n");
  for (let at = 0; at < head.length; ) {
    const line = readLine(head, at);
    const read = line && parseHeaderLine(line.text);
    if (!line || !read || !isToken(read.name)) return undefined;
    headers.push(read);
    at = line.next;
  }
  const value = (name: string) => headers.find((each) => each.name.toLowerCase() === name)?.value;
  return {
    type: value("content-type"),
    disposition: value("content-disposition"),
    content: end ? text.slice(end.index + end[0].length) : "",
  };
}
