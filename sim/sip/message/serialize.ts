import type { SipHeader, SipMessage, SipRequest, SipResponse } from "./message.js";
import { startLine } from "./message.js";
import { tagOf, withTag } from "./name-addr.js";
import { reasonPhrase } from "./reason-phrase.js";

export { reasonPhrase };

/** The wire form, in the order of its headers; Content-Length is made right, in UTF-8 bytes. */
export function serializeMessage(message: SipMessage): string {
  let text = `${startLine(message)}\r\n`;
  for (const { name, value } of message.headers) {
    if (name.length !== 14 || name.toLowerCase() !== "content-length") text += `${name}: ${value}\r\n`;
  }
  const length = message.body === "" ? 0 : Buffer.byteLength(message.body);
  return `${text}Content-Length: ${length}\r\n\r\n${message.body}`;
}

/** What a response gets beyond what it copies. */
interface ResponseExtra {
  /** Added to To if that has no tag; a 100 gets none unless asked. */
  readonly toTag?: string;
  readonly headers?: readonly SipHeader[];
  readonly body?: string;
}

const copied = new Set(["via", "from", "to", "call-id", "cseq"]);

/**
 * A response by RFC 3261 §8.2.6.2: Via list, From, To, Call-ID and CSeq are those of the request.
 * Missing headers of a salvaged request stay missing.
 *
 * @param reason the standard phrase if left out.
 */
export function responseTo(
  request: SipRequest,
  status: number,
  reason?: string,
  extra: ResponseExtra = {},
): SipResponse {
  const headers: SipHeader[] = [];
  for (const each of request.headers) {
    const name = each.name.toLowerCase();
    if (!copied.has(name)) continue;
    const tag = name === "to" && tagOf(each.value) === undefined ? extra.toTag : undefined;
    headers.push(tag === undefined ? each : { name: each.name, value: withTag(each.value, tag) });
  }
  if (extra.headers) headers.push(...extra.headers);
  return {
    kind: "response",
    status,
    reason: reason ?? reasonPhrase(status),
    headers,
    body: extra.body ?? "",
  };
}
