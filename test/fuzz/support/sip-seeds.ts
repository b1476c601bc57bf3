import { tortureMessages } from "../../torture/corpus.js";
import { sdpOf } from "../../unit/phone/calls/scripted-peer.js";

/** The messages of RFC 4475, whose bytes are no UTF-8. */
export const tortureTexts = tortureMessages().map(({ data }) => data.toString("latin1"));

/** @param headers and Content-Type, of what it has besides */
function message(start: string, method: string, headers: readonly string[] = [], body = ""): string {
  return [
    start,
    "Via: SIP/2.0/UDP 127.0.0.1:5099;rport;branch=z9hG4bKfuzz1",
    ...(start.startsWith("SIP") ? [] : ["Max-Forwards: 70"]),
    'From: "Lobby" <sip:1001@127.0.0.1>;tag=fuzz',
    "To: <sip:1001@127.0.0.1>",
    "Call-ID: fuzz-1@127.0.0.1",
    `CSeq: 1 ${method}`,
    "Contact: <sip:1001@127.0.0.1:5099>",
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

const sdp = ["Content-Type: application/sdp"];
const request = (method: string, headers?: readonly string[], body?: string): string =>
  message(`${method} sip:1001@127.0.0.1 SIP/2.0`, method, headers, body);

/** What phones, a PBX and a carrier say to one another. */
export const ordinaryTexts: readonly string[] = [
  request("INVITE", sdp, sdpOf(4000)),
  request("INVITE", ["Replaces: fuzz-1@127.0.0.1;from-tag=fuzz;to-tag=x", ...sdp], sdpOf(4000)),
  request("ACK"),
  request("BYE", ['Reason: Q.850;cause=16;text="x"']),
  request("CANCEL"),
  request("OPTIONS", ["Accept: application/sdp"]),
  request("PRACK", ["RAck: 1 1 INVITE"]),
  request("UPDATE", sdp, sdpOf(4000)),
  request("INFO", ["Content-Type: application/dtmf-relay"], "Signal=5\r\nDuration=160\r\n"),
  request("MESSAGE", ["Content-Type: text/plain"], "911"),
  request("REFER", ["Refer-To: <sip:911@127.0.0.1>"]),
  request("SUBSCRIBE", ["Event: message-summary", "Expires: 60"]),
  request("NOTIFY", ["Event: check-sync;reboot=false", "Subscription-State: terminated"]),
  request("PUBLISH", ["Event: presence", "Expires: 60"]),
  request("REGISTER", ["Expires: 60"]),
  ...[
    "100 Trying",
    "180 Ringing",
    "183 Session Progress",
    "200 OK",
    "302 Moved",
    "403 Forbidden",
    "503 x",
  ].map((status) => message(`SIP/2.0 ${status}`, "INVITE", sdp, sdpOf(4000))),
  message("SIP/2.0 401 Unauthorized", "REGISTER", [
    'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"',
  ]),
  message("SIP/2.0 423 Interval Too Brief", "REGISTER", ["Min-Expires: 120"]),
];
