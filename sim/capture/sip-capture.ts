import type { Clock } from "../model/clock.js";
import { header, type SipMessage, type SipRequest, startLine } from "../sip/message/message.js";
import { parseMessage } from "../sip/message/parse.js";
import { redactSip } from "../sip/message/redact.js";
import { responseTo, serializeMessage } from "../sip/message/serialize.js";
import {
  type Arrival,
  isStream,
  type SipProtocol,
  type SocketAddress,
  type Transport,
} from "../sip/transport/transport.js";
import type { Recorder } from "../transcript/recorder.js";
import type { PhoneNames } from "./phone-names.js";
import { refusedEmergency } from "./refuse-emergency.js";
import { openSipDoors, type SipDoors } from "./sip-doors.js";
import {
  contactOf,
  hostPortOf,
  towardsPbx,
  towardsPhone,
  withHopTaken,
  withOwnVia,
  withoutOwnVia,
  withSource,
} from "./sip-rewrite.js";
import { SipSession } from "./sip-session.js";

export interface SipCaptureOptions {
  readonly host: string;
  /** UDP and TCP; 0 for any. */
  readonly port: number;
  /** Numeric address of the registrar. */
  readonly upstream: SocketAddress;
  /** Hosts by which the PBX may name itself. */
  readonly pbxHosts: readonly string[];
  /** Emergency numbers that may be handed on. */
  readonly allowed: readonly string[];
  readonly names: PhoneNames;
  readonly clock: Clock;
  readonly recorderOf: (phone: string) => Recorder;
  readonly leaveFrom: (phoneAddress: string) => string | undefined;
}

export interface SipCapture {
  readonly port: number;
  close(): Promise<void>;
}

/** Phones change their port with each start; of one that is gone the socket is given up when so many others came. */
const mostSessions = 512;
const mostRemembered = 2000;

/**
 * The SIP side of a capture: a stateless proxy (RFC 3261 §16.11) that gives each phone a socket of its own towards the
 * registrar, and puts itself into the Contact of both sides, so that nothing of a call passes it by.
 * @throws DeskfleetError DF_SIP_BIND
 */
export async function startSipCapture(options: SipCaptureOptions): Promise<SipCapture> {
  const doors = await openSipDoors(options.host, options.port, (arrival) => relay.fromPhone(arrival));
  const relay = new Relay(options, doors);
  return {
    port: doors.udp.local.port,
    close: async () => {
      await relay.close();
      await Promise.all([doors.udp.close(), doors.tcp.close()]);
    },
  };
}

class Relay {
  readonly #options: SipCaptureOptions;
  readonly #doors: SipDoors;
  readonly #sessions = new Map<string, SipSession>();
  readonly #seen = new Set<string>();
  readonly #own: string;
  readonly #pbx: ReadonlySet<string>;

  constructor(options: SipCaptureOptions, doors: SipDoors) {
    this.#options = options;
    this.#doors = doors;
    this.#own = hostPortOf(doors.udp.local);
    const { upstream, pbxHosts } = options;
    const hosts = [upstream.host, ...pbxHosts];
    this.#pbx = new Set(
      hosts.flatMap((host) => [`${host}:${upstream.port}`, ...(upstream.port === 5060 ? [host] : [])]),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((each) => each.close()));
  }

  fromPhone({ data, protocol, from }: Arrival): void {
    const parsed = parseMessage(data, {
      stream: isStream(protocol),
      schemes: ["tel", "urn"],
      bareLineFeeds: true,
    });
    const session = this.#sessionOf(protocol, from);
    const message = parsed.ok ? parsed.message : parsed.partial;
    const recorder = this.#recorderFor(session, message);
    if (message === undefined || !parsed.ok) {
      const reason = parsed.ok ? "" : parsed.reason;
      recorder.record({ type: "note", text: `not handed on, for it is no SIP message: ${reason}` });
      if (message?.kind === "request") this.#answer(session, message, 400, recorder);
      return;
    }
    this.#record(recorder, session, "sent", message, data);
    const number = refusedEmergency(message, this.#options.allowed);
    if (number === undefined) this.#toPbx(session, message, recorder);
    else this.#refuse(session, message, number, recorder);
  }

  #toPbx(session: SipSession, message: SipMessage, recorder: Recorder): void {
    session.contact = contactOf(message) ?? session.contact;
    if (message.kind === "response") {
      const below = withoutOwnVia(message);
      if (below === undefined) return;
      void session.send(() => serializeMessage(this.#forPbx(session, below)), false);
      return;
    }
    const hopTaken = withHopTaken(message);
    if (hopTaken === undefined) {
      this.#answer(session, message, 483, recorder);
      return;
    }
    const known = withSource(hopTaken, session.phone);
    void session.send(
      () =>
        serializeMessage(
          withOwnVia(this.#forPbx(session, known), session.protocol, hostPortOf(session.local)),
        ),
      message.method !== "ACK",
    );
  }

  #forPbx(session: SipSession, message: SipMessage): SipMessage {
    return towardsPbx(message, this.#own, hostPortOf(session.local), hostPortOf(this.#options.upstream));
  }

  #fromPbx(session: SipSession, data: Buffer): void {
    const parsed = parseMessage(data, { stream: isStream(session.protocol), bareLineFeeds: true });
    const recorder = this.#recorderFor(session, undefined);
    if (!parsed.ok) {
      recorder.record({ type: "note", text: `the PBX sent what is no SIP message: ${parsed.reason}` });
      return;
    }
    const { message } = parsed;
    this.#record(recorder, session, "received", message, data);
    const relay = hostPortOf(session.local);
    const clean = towardsPhone(message, this.#own, relay, session.contact, this.#pbx);
    const handed = message.kind === "response" ? withoutOwnVia(clean) : withHopTaken(clean);
    if (handed === undefined) return;
    const shown = message.kind === "response" ? handed : withOwnVia(handed, session.protocol, this.#own);
    this.#side(session).send(serializeMessage(shown), session.phone);
  }

  #refuse(session: SipSession, message: SipMessage, number: string, recorder: Recorder): void {
    recorder.record({
      type: "note",
      text: `refused: ${number} is an emergency number, and is not handed on (--allow-emergency)`,
    });
    if (message.kind === "request") {
      this.#answer(session, message, 403, recorder);
      return;
    }
    const below = withoutOwnVia({
      ...message,
      status: 480,
      reason: "Temporarily Unavailable",
      headers: message.headers.filter(({ name }) => name.toLowerCase() !== "contact"),
    });
    if (below !== undefined) void session.send(() => serializeMessage(below), false);
  }

  /** In the place of the PBX. */
  #answer(session: SipSession, request: SipRequest, status: number, recorder: Recorder): void {
    if (request.method === "ACK") return;
    const text = serializeMessage(responseTo(request, status, undefined, { toTag: "capture" }));
    const parsed = parseMessage(text);
    if (parsed.ok) this.#record(recorder, session, "received", parsed.message, Buffer.from(text));
    this.#side(session).send(text, session.phone);
  }

  #side({ protocol }: SipSession): Transport {
    return protocol === "udp" ? this.#doors.udp : this.#doors.tcp;
  }

  #sessionOf(protocol: SipProtocol, from: SocketAddress): SipSession {
    const key = `${protocol} ${hostPortOf(from)}`;
    const known = this.#sessions.get(key);
    if (known !== undefined) {
      // The last used stands last.
      this.#sessions.delete(key);
      this.#sessions.set(key, known);
      return known;
    }
    const [oldest] = this.#sessions;
    if (this.#sessions.size >= mostSessions && oldest !== undefined) {
      this.#sessions.delete(oldest[0]);
      void oldest[1].close();
    }
    const { upstream, clock, host, leaveFrom } = this.#options;
    const session = new SipSession({
      ...{ protocol, phone: from, upstream, clock },
      bindHost: leaveFrom(from.host) ?? host,
      onMessage: (each, data) => this.#fromPbx(each, data),
      onTrouble: (each, problem) =>
        this.#recorderFor(each, undefined).record({
          type: "note",
          text: `SIP ${hostPortOf(upstream)}: ${problem}`,
        }),
    });
    this.#sessions.set(key, session);
    return session;
  }

  #recorderFor({ phone }: SipSession, message: SipMessage | undefined): Recorder {
    const { names, recorderOf } = this.#options;
    return recorderOf(names.nameOf(phone.host, message && header(message, "User-Agent")));
  }

  #record(
    recorder: Recorder,
    { phone, protocol }: SipSession,
    direction: "sent" | "received",
    message: SipMessage,
    data: Buffer,
  ): void {
    const text = data.toString("utf8");
    const key = `${direction} ${hostPortOf(phone)} ${text}`;
    const repeat = this.#seen.has(key);
    if (this.#seen.size >= mostRemembered) this.#seen.clear();
    this.#seen.add(key);
    recorder.record({
      ...({ type: "sip", direction, protocol, repeat } as const),
      peer: hostPortOf(this.#options.upstream),
      startLine: redactSip(startLine(message)),
      cseq: header(message, "CSeq") ?? "",
      callId: header(message, "Call-ID") ?? "",
      text: redactSip(text),
    });
  }
}
