import {
  header,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../../../../sim/sip/message/message.js";
import { contactsOf } from "../../../../../sim/sip/message/name-addr.js";
import { responseTo } from "../../../../../sim/sip/message/serialize.js";
import type { RawPhone } from "./raw-phone.js";

export const sdp =
  "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";

let count = 0;

interface Wanted {
  readonly method: string;
  readonly transport?: "UDP" | "TCP" | "TLS";
  readonly uri?: string;
  readonly callId?: string;
  readonly sequence?: number;
  readonly branch?: string;
  readonly from?: string;
  readonly to?: string;
  readonly headers?: readonly SipHeader[];
  readonly body?: string;
}

/** A request as a phone would send it; each call makes a new transaction and, unless told, a new call. */
export function request(phone: RawPhone, wanted: Wanted): SipRequest {
  count += 1;
  const transport = wanted.transport ?? "UDP";
  const { host, port } = phone.local;
  const contact = `<sip:1001@${host}:${port}${transport === "UDP" ? "" : `;transport=${transport.toLowerCase()}`}>`;
  const body = wanted.body ?? (wanted.method === "INVITE" ? sdp : "");
  return {
    kind: "request",
    method: wanted.method,
    uri: wanted.uri ?? "sip:1002@pbx.test",
    headers: [
      {
        name: "Via",
        value: `SIP/2.0/${transport} ${host}:${port};rport;branch=${wanted.branch ?? `z9hG4bKtest${count}`}`,
      },
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: wanted.from ?? `"Desk" <sip:1001@pbx.test>;tag=phone${count}` },
      { name: "To", value: wanted.to ?? "<sip:1002@pbx.test>" },
      { name: "Call-ID", value: wanted.callId ?? `call-${count}@test` },
      { name: "CSeq", value: `${wanted.sequence ?? 1} ${wanted.method}` },
      { name: "Contact", value: contact },
      ...(wanted.headers ?? []),
      ...(body === "" ? [] : [{ name: "Content-Type", value: "application/sdp" }]),
    ],
    body,
  };
}

/** The phone's next request in the dialog that its INVITE and our 2xx made. */
export function inDialog(
  phone: RawPhone,
  invite: SipRequest,
  answer: SipResponse,
  wanted: {
    method: string;
    sequence: number;
    branch?: string;
    body?: string;
    transport?: "UDP" | "TCP" | "TLS";
  },
): SipRequest {
  const contacts = contactsOf(answer);
  return request(phone, {
    ...wanted,
    uri: contacts === "*" ? "" : (contacts[0]?.uri ?? invite.uri),
    callId: header(invite, "Call-ID") ?? "",
    from: header(invite, "From") ?? "",
    to: header(answer, "To") ?? "",
  });
}

/** The phone's CANCEL, or its ACK to a 3xx–6xx: of the INVITE's own transaction. */
export function onSameBranch(
  invite: SipRequest,
  method: "CANCEL" | "ACK",
  to = header(invite, "To") ?? "",
): SipRequest {
  const kept = new Set(["via", "max-forwards", "from", "call-id"]);
  return {
    ...invite,
    method,
    headers: [
      ...invite.headers.filter(({ name }) => kept.has(name.toLowerCase())),
      { name: "To", value: to },
      { name: "CSeq", value: `${Number.parseInt(header(invite, "CSeq") ?? "1", 10)} ${method}` },
    ],
    body: "",
  };
}

/** The phone's answer to a request of the switch, with its Contact. */
export function answer(
  phone: RawPhone,
  to: SipRequest,
  status: number,
  options: { body?: string; toTag?: string; headers?: SipHeader[]; transport?: "tcp" | "tls" } = {},
): SipResponse {
  const { host, port } = phone.local;
  const parameter = options.transport ? `;transport=${options.transport}` : "";
  return responseTo(to, status, undefined, {
    ...(status === 100 ? {} : { toTag: options.toTag ?? "phone" }),
    headers: [
      ...headersOf(to, "Record-Route").map((value) => ({ name: "Record-Route", value })),
      { name: "Contact", value: `<sip:1002@${host}:${port}${parameter}>` },
      ...(options.headers ?? []),
      ...(options.body ? [{ name: "Content-Type", value: "application/sdp" }] : []),
    ],
    body: options.body ?? "",
  });
}
