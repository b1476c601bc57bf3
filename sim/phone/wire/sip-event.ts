import { redactSip } from "../../sip/message/redact.js";
import type { SipProtocol, SocketAddress } from "../../sip/transport/transport.js";
import type { HandsetEvent } from "../../transcript/event.js";
import { headerPattern, headerValue, headText } from "./header-scan.js";

const callId = headerPattern("Call-ID", "i");
const cseq = headerPattern("CSeq");

interface WireMessage {
  readonly direction: "sent" | "received";
  readonly data: Buffer;
  readonly peer: SocketAddress;
  readonly protocol: SipProtocol;
  /** True for a copy that a retransmission timer sent. */
  readonly repeat: boolean;
}

/** One message on the wire as the transcript keeps it, credentials redacted. Also for messages that are not SIP. */
export function sipEvent({ direction, data, peer, protocol, repeat }: WireMessage): HandsetEvent {
  const head = headText(data);
  return {
    type: "sip",
    direction,
    peer: `${peer.host}:${peer.port}`,
    protocol,
    startLine: firstLine(data),
    cseq: headerValue(head, cseq) ?? "",
    callId: headerValue(head, callId) ?? "",
    repeat,
    text: redactSip(data.toString("utf8")),
  };
}

/** The first line, redacted: a Request-URI may hold a password. */
export function firstLine(data: Buffer): string {
  const end = data.indexOf("\n");
  return redactSip(data.toString("utf8", 0, end === -1 ? Math.min(data.length, 200) : end).trimEnd());
}
