import { randomBytes } from "node:crypto";
import { formatChallenge } from "../sip/digest/challenge.js";
import {
  header,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../sip/message/message.js";
import { contactsOf, formatNameAddr, parseNameAddr } from "../sip/message/name-addr.js";
import { parseMessage } from "../sip/message/parse.js";
import { responseTo, serializeMessage } from "../sip/message/serialize.js";
import { parseSipUri } from "../sip/message/uri.js";
import { type Arrival, isStream } from "../sip/transport/transport.js";
import { openSipDoors } from "./sip-doors.js";
import { hostPortOf, withSource } from "./sip-rewrite.js";

/** A request over SIP, and how it was answered. */
export interface ReplayedSip {
  readonly phone: string;
  readonly method: string;
  /** That registers, or that is called. */
  readonly user: string;
  readonly status: number;
  /** Of a REGISTER that was accepted; 0: it left. */
  readonly expiresSeconds?: number;
}

export interface SipReplay {
  readonly port: number;
  close(): Promise<void>;
}

/** What Asterisk grants where a phone asks for nothing. */
const defaultExpires = 3600;

/**
 * A registrar for a replay. It challenges as a PBX does and then accepts whatever the phone answers, for the secrets
 * were redacted. It keeps nothing, and calls nobody.
 * @throws DeskfleetError DF_SIP_BIND
 */
export async function startSipReplay(
  host: string,
  port: number,
  onRequest: (request: ReplayedSip) => void,
): Promise<SipReplay> {
  const nonce = randomBytes(12).toString("hex");
  const doors = await openSipDoors(host, port, ({ data, protocol, from }: Arrival) => {
    const parsed = parseMessage(data, {
      stream: isStream(protocol),
      schemes: ["tel", "urn"],
      bareLineFeeds: true,
    });
    const request = parsed.ok ? parsed.message : parsed.partial;
    if (request?.kind !== "request" || request.method === "ACK") return;
    const known = withSource(request, from);
    const answer = parsed.ok ? answerTo(known, nonce) : { status: parsed.status ?? 400, headers: [] };
    const response: SipResponse = responseTo(known, answer.status, undefined, {
      toTag: "replay",
      headers: answer.headers,
    });
    (protocol === "udp" ? doors.udp : doors.tcp).send(serializeMessage(response), from);
    const { expiresSeconds } = answer;
    onRequest({
      ...{ phone: hostPortOf(from), method: request.method, user: userOf(request), status: answer.status },
      ...(expiresSeconds !== undefined && { expiresSeconds }),
    });
  });
  return {
    port: doors.udp.local.port,
    close: async () => {
      await Promise.all([doors.udp.close(), doors.tcp.close()]);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: readonly SipHeader[];
  readonly expiresSeconds?: number;
}

const allow: SipHeader = { name: "Allow", value: "REGISTER, OPTIONS" };

function answerTo(request: SipRequest, nonce: string): Answer {
  if (request.method === "OPTIONS") return { status: 200, headers: [allow] };
  // Of calls a recording says nothing that a phone could be given.
  if (request.method === "INVITE") return { status: 480, headers: [] };
  if (request.method !== "REGISTER") return { status: 405, headers: [allow] };
  if (headersOf(request, "Authorization").length === 0) {
    const challenge = {
      realm: "deskfleet-replay",
      nonce,
      algorithm: "MD5",
      qop: ["auth"],
      stale: false,
    } as const;
    return { status: 401, headers: [{ name: "WWW-Authenticate", value: formatChallenge(challenge) }] };
  }
  const contacts = contactsOf(request);
  if (contacts === "*") return { status: 200, headers: [], expiresSeconds: 0 };
  const asked = Number(header(request, "Expires") ?? defaultExpires);
  const granted = contacts.map((each) => {
    const own = Number(each.params.get("expires") ?? asked);
    return { each, expires: Number.isInteger(own) ? Math.max(0, own) : defaultExpires };
  });
  return {
    status: 200,
    headers: granted
      .filter(({ expires }) => expires > 0)
      .map(({ each, expires }) => ({
        name: "Contact",
        value: formatNameAddr({ ...each, params: new Map([...each.params, ["expires", String(expires)]]) }),
      })),
    expiresSeconds: Math.max(0, ...granted.map(({ expires }) => expires)),
  };
}

function userOf(request: SipRequest): string {
  const address = parseNameAddr(header(request, "To") ?? "");
  return (address && parseSipUri(address.uri)?.user) ?? "";
}
