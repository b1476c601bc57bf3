import { parseChallenge } from "../../../../sim/sip/digest/challenge.js";
import { formatCredentials } from "../../../../sim/sip/digest/credentials.js";
import { digestResponse } from "../../../../sim/sip/digest/response.js";
import type { SipRequest } from "../../../../sim/sip/message/message.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";

/** Parses a request written as lines; Via, From, To, Call-ID and CSeq are added where they are missing. */
export function requestOf(startLine: string, headers: readonly string[] = [], user = "9000"): SipRequest {
  const method = startLine.split(" ")[0] ?? "";
  const given = new Set(headers.map((each) => each.split(":")[0]));
  const usual = [
    "Via: SIP/2.0/UDP 10.0.0.1:4000;branch=z9hG4bK1",
    `From: <sip:${user}@pbx>;tag=a`,
    `To: <sip:${user}@pbx>`,
    "Call-ID: c1",
    `CSeq: 1 ${method}`,
    "Max-Forwards: 70",
    "Content-Length: 0",
  ].filter((each) => !given.has(each.split(":")[0]));
  const parsed = parseMessage(`${[startLine, ...usual, ...headers].join("\r\n")}\r\n\r\n`);
  if (!parsed.ok || parsed.message.kind !== "request") throw new Error("test request cannot be read");
  return parsed.message;
}

export interface DigestChanges {
  readonly username?: string;
  readonly uri?: string;
  readonly realm?: string;
  readonly nonce?: string;
  readonly nc?: string;
  readonly cnonce?: string;
  readonly qop?: string | undefined;
  readonly opaque?: string | undefined;
}

/** The Authorization line that a phone would send for that challenge. */
export function authorization(
  request: { readonly method: string; readonly uri: string },
  challenge: string,
  account: { readonly user: string; readonly password: string },
  changes: DigestChanges = {},
): string {
  const read = parseChallenge(challenge);
  if (!read) throw new Error(`test challenge ${challenge}`);
  const given = {
    username: account.user,
    realm: read.realm,
    nonce: read.nonce,
    uri: request.uri,
    nc: "00000001",
    cnonce: "c0ffee",
    qop: "auth",
    opaque: read.opaque,
    ...changes,
  };
  const { qop, nc, cnonce, opaque, ...always } = given;
  const counted = qop === undefined ? {} : { qop, nc, cnonce };
  const response = digestResponse({
    ...always,
    ...counted,
    algorithm: "MD5",
    password: account.password,
    method: request.method,
  });
  const returned = opaque === undefined ? {} : { opaque };
  return `Authorization: ${formatCredentials({ ...always, ...counted, ...returned, response, algorithm: "MD5" })}`;
}
