import type { SipHeader, SipMessage } from "../../../sip/message/message.js";

const requestLine = /^([A-Za-z0-9.!%*_+`'~-]+) (\S+) SIP\/2\.0$/;
const statusLine = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/;
const headerLine = /^([A-Za-z0-9.!%*_+`'~-]+)[ \t]*:[ \t]*(.*)$/;

/**
 * Reads the SIP text of an application frame. It is not what a network would carry: no Via, often no From or CSeq,
 * and a Content-Length in UTF-16 units, so the body is all that follows the blank line.
 *
 * @returns undefined when it is not SIP.
 */
export function parseAppMessage(text: string): SipMessage | undefined {
  const blankLine = text.indexOf("\r\n\r\n");
  const head = blankLine < 0 ? text.replace(/\r\n$/, "") : text.slice(0, blankLine);
  const body = blankLine < 0 ? "" : text.slice(blankLine + 4);
  const [first = "", ...lines] = head.split("\r\n");
  const headers: SipHeader[] = [];
  for (const line of lines) {
    const [, name, value] = headerLine.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    if (name.toLowerCase() !== "content-length") headers.push({ name, value: value.trim() });
  }
  const [, status, reason] = statusLine.exec(first) ?? [];
  if (status !== undefined) {
    return { kind: "response", status: Number(status), reason: reason ?? "", headers, body };
  }
  const [, method, uri] = requestLine.exec(first) ?? [];
  if (method === undefined || uri === undefined) return undefined;
  return { kind: "request", method, uri, headers, body };
}
