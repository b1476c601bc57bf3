import { parseHeaderLine } from "./header-lines.js";
import type { SipHeader, SipRequest } from "./message.js";

/**
 * What can be read of a malformed request, enough to answer it: method, Via, From, To, Call-ID, CSeq.
 *
 * @param head the text up to the empty line, or all of it.
 * @returns undefined if it must not or cannot be answered: an ACK (RFC 3261 §17.1.1.3), no Via, no request.
 */
export function salvageRequest(head: string): SipRequest | undefined {
  const request = readableRequest(head);
  const isAnswerable = request?.headers.some((each) => each.name.toLowerCase() === "via") ?? false;
  return request?.method === "ACK" || !isAnswerable ? undefined : request;
}

/** The same of any request. @param head as above. @returns undefined where it is a response or begins with a blank */
export function readableRequest(head: string): SipRequest | undefined {
  const [first = "", ...lines] = head
    .replace(/\r\n?|\n/g, "\n")
    .replace(/\n[ \t]+/g, " ")
    .split("\n");
  // A value that goes back in the answer must not carry what made the request malformed.
  const clean = (text: string): string => text.replaceAll("\0", " ");
  const [method = "", uri = ""] = clean(first).split(/[ \t]+/);
  if (method === "" || method.toUpperCase().startsWith("SIP/")) return undefined;
  const headers = lines
    .map((line) => parseHeaderLine(clean(line)))
    .filter((header): header is SipHeader => header !== undefined);
  return { kind: "request", method, uri, headers, body: "" };
}
