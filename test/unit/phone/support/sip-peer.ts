import { header, type SipRequest } from "../../../../sim/sip/message/message.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";
import { responseTo, serializeMessage } from "../../../../sim/sip/message/serialize.js";
import type { SocketAddress } from "../../../../sim/sip/transport/transport.js";
import { openUdp } from "../../../../sim/sip/transport/udp.js";

/** A peer for phones: a registrar that takes every contact, and a far end that rings and never answers. */
export interface SipPeer {
  /** host:port, as the configuration file names it. */
  readonly server: string;
  /** `REGISTER 1001 2` (user and asked expiry in minutes), `INVITE 911`, …, without copies. */
  readonly log: string[];
  readonly requests: readonly SipRequest[];
  /** Status that REGISTER gets; 200 at first. */
  registerStatus: number;
  /** Says otherwise for single requests, by their line in the log; 0 is no answer. */
  exceptions: ReadonlyMap<string, number>;
  /** Calls the phone, without a session description; it sends no ACK. */
  call(number: string): void;
  /** `180 INVITE`, …: what the phone answered to requests of the peer, without copies. */
  readonly answers: string[];
  /** Sends a NOTIFY check-sync to where the last REGISTER came from. */
  checkSync(event: string): void;
  stop(): Promise<void>;
}

export async function startSipPeer(): Promise<SipPeer> {
  const log: string[] = [];
  const answers: string[] = [];
  const requests: SipRequest[] = [];
  const seen = new Set<string>();
  let phone: SocketAddress | undefined;
  let contact = "";
  let notifies = 0;
  let calls = 0;
  const invites = new Map<string | undefined, SipRequest>();
  const transport = await openUdp({
    bind: { host: "127.0.0.1", port: 0 },
    onError: () => {},
    onMessage: ({ data, from }) => {
      const parsed = parseMessage(data);
      if (!parsed.ok) return;
      if (parsed.message.kind === "response") {
        const { status } = parsed.message;
        const answer = `${status} ${header(parsed.message, "CSeq")?.split(" ")[1]}`;
        if (!answers.includes(answer)) answers.push(answer);
        return;
      }
      const request = parsed.message;
      const reply = (to: SipRequest, status: number, headers: { name: string; value: string }[] = []) =>
        transport.send(serializeMessage(responseTo(to, status, undefined, { toTag: "peer", headers })), from);
      const id = `${header(request, "Via")} ${request.method}`;
      if (!seen.has(id)) {
        seen.add(id);
        requests.push(request);
        log.push(describe(request));
      }
      switch (request.method) {
        case "REGISTER":
          phone = from;
          contact = /sip:[^>;]+/.exec(header(request, "Contact") ?? "")?.[0] ?? "";
          register(request, reply);
          break;
        case "INVITE":
          invites.set(header(request, "Call-ID"), request);
          reply(request, 180);
          break;
        case "CANCEL":
          reply(request, 200);
          cancelled(request, reply);
          break;
      }
    },
  });
  const register = (
    request: SipRequest,
    reply: (to: SipRequest, status: number, headers: { name: string; value: string }[]) => void,
  ): void => {
    const status = peer.exceptions.get(describe(request)) ?? peer.registerStatus;
    if (status !== 0) reply(request, status, contacts(request));
  };
  const cancelled = (cancel: SipRequest, reply: (to: SipRequest, status: number) => void): void => {
    // A late copy of a CANCEL must not hit the next call.
    const invite = invites.get(header(cancel, "Call-ID"));
    if (invite) reply(invite, 487);
  };
  const { host, port } = transport.local;
  const peer: SipPeer = {
    server: `${host}:${port}`,
    log,
    requests,
    answers,
    registerStatus: 200,
    exceptions: new Map(),
    call: (number) => {
      if (phone) transport.send(invitation(contact, peer.server, number, ++calls), phone);
    },
    checkSync: (event) => {
      if (phone) transport.send(notify(phone, peer.server, event, ++notifies), phone);
    },
    stop: () => transport.close(),
  };
  return peer;
}

/** `*` in place of 0 minutes where every contact is to go. */
function describe(request: SipRequest): string {
  const user = /sip:([^@;>]+)/.exec(
    (request.method === "REGISTER" ? header(request, "To") : request.uri) ?? "",
  )?.[1];
  const expires = request.method === "REGISTER" ? ` ${expiryOf(request)}` : "";
  return `${request.method} ${user}${expires}`;
}

function expiryOf(register: SipRequest): string {
  if (header(register, "Contact") === "*") return "*";
  return (
    /expires=(\d+)/.exec(header(register, "Contact") ?? "")?.[1] ?? header(register, "Expires") ?? "none"
  );
}

function contacts(register: SipRequest) {
  if (expiryOf(register) === "0" || expiryOf(register) === "*") return [];
  const contact = (header(register, "Contact") ?? "").replace(/;expires=\d+/, "");
  return [{ name: "Contact", value: `${contact};expires=${expiryOf(register)}` }];
}

function invitation(contact: string, server: string, number: string, count: number): string {
  return [
    `INVITE ${contact} SIP/2.0`,
    `Via: SIP/2.0/UDP ${server};branch=z9hG4bKcall${count}`,
    "Max-Forwards: 70",
    `From: <sip:${number}@${server}>;tag=caller${count}`,
    `To: <${contact}>`,
    `Call-ID: call-${count}@${server}`,
    "CSeq: 1 INVITE",
    `Contact: <sip:pbx@${server}>`,
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}

function notify(phone: SocketAddress, server: string, event: string, number: number): string {
  return [
    `NOTIFY sip:phone@${phone.host}:${phone.port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${server};branch=z9hG4bKnotify${number}`,
    "Max-Forwards: 70",
    `From: <sip:pbx@${server}>;tag=peer${number}`,
    `To: <sip:phone@${phone.host}:${phone.port}>`,
    `Call-ID: notify-${number}@${server}`,
    "CSeq: 1 NOTIFY",
    `Contact: <sip:pbx@${server}>`,
    `Event: ${event}`,
    "Subscription-State: terminated",
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}
