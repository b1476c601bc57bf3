/** SIP messages as data (RFC 3261 §7). Header names are expanded from compact form and otherwise as written. */

export interface SipHeader {
  readonly name: string;
  /** Unfolded, trimmed, not decoded. */
  readonly value: string;
}

export interface SipRequest {
  readonly kind: "request";
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export interface SipResponse {
  readonly kind: "response";
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export type SipMessage = SipRequest | SipResponse;

/** The first header of that name, without regard to case. */
export function header(message: SipMessage, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return message.headers.find((each) => isNamed(each, wanted))?.value;
}

/** All headers of that name, in order. A comma list in one header stays one value. */
export function headersOf(message: SipMessage, name: string): string[] {
  const wanted = name.toLowerCase();
  return message.headers.filter((each) => isNamed(each, wanted)).map((each) => each.value);
}

/** Lengths differ for most headers, and comparing them costs less than lower-casing. */
function isNamed(each: SipHeader, wanted: string): boolean {
  return each.name.length === wanted.length && each.name.toLowerCase() === wanted;
}

/** `INVITE sip:911@pbx SIP/2.0` or `SIP/2.0 200 OK`. */
export function startLine(message: SipMessage): string {
  return message.kind === "request"
    ? `${message.method} ${message.uri} SIP/2.0`
    : `SIP/2.0 ${message.status} ${message.reason}`;
}
