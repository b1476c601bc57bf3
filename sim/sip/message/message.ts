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
  return message.headers.find((each) => each.name.toLowerCase() === wanted)?.value;
}

/** All headers of that name, in order. A comma list in one header stays one value. */
export function headersOf(message: SipMessage, name: string): string[] {
  const wanted = name.toLowerCase();
  return message.headers.filter((each) => each.name.toLowerCase() === wanted).map((each) => each.value);
}

/** `INVITE sip:911@pbx SIP/2.0` or `SIP/2.0 200 OK`. */
export function startLine(message: SipMessage): string {
  return message.kind === "request"
    ? `${message.method} ${message.uri} SIP/2.0`
    : `SIP/2.0 ${message.status} ${message.reason}`;
}
