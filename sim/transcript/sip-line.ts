import type { TranscriptEvent } from "./event.js";

type SipEvent = Extract<TranscriptEvent, { type: "sip" }>;

/**
 * A SIP message in one line, as it tells most. Two REGISTERs differ in nothing but the extension and how long it
 * is asked for; zero seconds take the contact away (RFC 3261 §10.2.2).
 */
export function sipLine({ startLine, cseq, text, repeat }: SipEvent): string {
  const again = repeat ? " (repeat)" : "";
  if (startLine.startsWith("SIP/2.0 ")) return `${startLine.slice(8)}  [${cseq}]${again}`;
  const request = startLine.replace(/ SIP\/2\.0$/, "");
  return request.startsWith("REGISTER ") ? `${registerLine(request, text)}${again}` : `${request}${again}`;
}

function registerLine(request: string, text: string): string {
  const extension = /^[^<]*<?sips?:([^@>]+)@/i.exec(header(text, "to", "t") ?? "")?.[1];
  if (extension === undefined) return request;
  const contact = header(text, "contact", "m") ?? "";
  const expires =
    /;\s*expires\s*=\s*"?(\d+)/i.exec(contact)?.[1] ?? /^\d+/.exec(header(text, "expires") ?? "")?.[0];
  if (contact === "") return `REGISTER ${extension}: which contacts are there?`;
  if (expires === undefined) return `REGISTER ${extension}`;
  return Number(expires) === 0
    ? `REGISTER ${extension} expires=0 (leaves)`
    : `REGISTER ${extension} expires=${expires}`;
}

/** Value of the first header of that name, long or compact (RFC 3261 §7.3.3). */
function header(text: string, ...names: readonly string[]): string | undefined {
  return new RegExp(`^(?:${names.join("|")})[ \\t]*:[ \\t]*(.*)$`, "im").exec(text)?.[1]?.trim();
}
