import { type Invitation, Inviter, type Session, SessionState, URI, UserAgent } from "sip.js";
import type { SipMessage, SipRequest } from "../../sip/message/message.js";
import type { SipTimers } from "../../sip/timers.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { hostPort, sipUri } from "../own-address.js";
import type { SipIdentity, SipOptions } from "../ports.js";
import { AgentWire } from "./agent-wire.js";
import { BridgeTransport, viaProtocol } from "./bridge-transport.js";
import { callIdOf } from "./call-id.js";
import type { CallMedia } from "./call-media.js";
import type { CallTransport } from "./call-transport.js";
import { DescriptionHandler } from "./description-handler.js";
import { plainPeer, plainPhone } from "./plain-form.js";
import { SecondTry } from "./second-try.js";
import { alignTimers } from "./sipjs-timers.js";

/** What one user agent is made of. */
export interface AgentOptions {
  /** Counts the user agents of the handset. */
  readonly number: number;
  readonly identity: SipIdentity;
  readonly sip: SipOptions;
  readonly transport: CallTransport;
  readonly onInvitation: (agent: Agent, invitation: Invitation, invite: SipRequest) => void;
  /** A BYE was handed over; sip.js tells nothing where the call still rings. */
  readonly onBye: (callId: string) => void;
  /** sip.js could not take a message, for that reason; its sender may wait for an answer. */
  readonly onUntaken: (message: SipMessage, from: SocketAddress, reason: string) => void;
  /** Something that the transcript shall know, in words. */
  readonly note: (text: string) => void;
  readonly onRetired: (agent: Agent) => void;
}

/**
 * How long a user agent outlives its last call, in ms: 35 s with the timers of RFC 3261. A transaction lasts 64·T1;
 * were it gone before, a repeated INVITE would ring again.
 */
function retirementMs({ t1 }: SipTimers): number {
  return 70 * t1;
}

/**
 * One sip.js UserAgent: the identity of the handset at one time. It is made for a call and retired when the last
 * call and the last transaction are over; a call begun as one user goes on as that user after a logout.
 */
export class Agent {
  readonly identity: SipIdentity;
  readonly wire: AgentWire;
  readonly #options: AgentOptions;
  readonly #userAgent: UserAgent;
  /** Begun and not terminated. */
  readonly #sessions = new Set<Session>();
  readonly #media = new WeakMap<Session, CallMedia>();
  /** Calls that are over, the oldest first. */
  readonly #past: { readonly callId: string; readonly endedAtMs: number }[] = [];
  readonly #queue: (() => void)[] = [];
  #inTurn = false;
  #disposed = false;
  /** What sip.js says of a message that it drops. */
  #complaint: string | undefined;
  #calls = 0;
  #cancelRetirement: () => void = () => undefined;

  constructor(options: AgentOptions) {
    const { identity, sip, transport, number } = options;
    this.#options = options;
    this.identity = identity;
    this.wire = new AgentWire({
      transport,
      owner: { token: transport.token, agent: number },
      timers: sip.timers,
      clock: sip.clock,
      wheel: sip.shared.wheel,
      identity,
      server: identity.server,
      random: sip.random.fork(`digest ${number}`),
      note: options.note,
    });
    alignTimers(sip.timers);
    this.#userAgent = this.#newUserAgent();
    // Settled at once: the bridge has no connection to wait for. Before it sip.js drops requests.
    void this.#userAgent.start();
    this.#retireLater();
  }

  /** An outgoing call; `invite()` of what is returned sends it. */
  inviterFor(number: string, media: CallMedia, claims?: string): Inviter {
    const target = new URI("sip", plainPeer.user, plainPeer.host);
    const claimed = claims === undefined ? [] : [sipUri(claims, hostPort(this.identity.server))];
    const inviter = new Inviter(this.#userAgent, target, {
      earlyMedia: false,
      extraHeaders: claimed.map((uri) => `P-Asserted-Identity: <${uri}>`),
    });
    const { callId } = inviter.request;
    const location = this.#options.sip.locationFor?.(number);
    this.wire.begin(callId, sipUri(number, hostPort(this.identity.server)), location);
    this.#adopt(inviter, callId);
    this.#media.set(inviter, media);
    return inviter;
  }

  giveMedia(session: Session, media: CallMedia): void {
    this.#media.set(session, media);
  }

  /** While a call has begun and not ended the user agent is not retired. */
  callBegan(): void {
    this.#calls++;
    this.#cancelRetirement();
  }

  callEnded(): void {
    this.#calls--;
    if (this.#calls === 0 && !this.#disposed) this.#retireLater();
  }

  /**
   * Hands a message to sip.js, one a turn: a BYE in the turn of the 2xx before it would find no dialog, and would
   * never be answered.
   */
  receive(message: SipMessage, from: SocketAddress): void {
    this.#inNextTurn(() => this.#take(message, from));
  }

  /** The connection is gone (a flow of RFC 5626): what waits for an answer will get none. */
  flowLost(reason: string): void {
    for (const failure of this.wire.failures(reason)) {
      this.#inNextTurn(() => this.#userAgent.transport.onMessage?.(failure));
    }
  }

  /** Ends everything without a word on the wire. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#cancelRetirement();
    this.#queue.length = 0;
    this.wire.close();
    void this.#userAgent.transport.disconnect();
    // Their own timers are not the core's.
    for (const session of this.#sessions) session.dispose().catch(() => undefined);
    this.#sessions.clear();
    this.#userAgent.userAgentCore.dispose();
  }

  #inNextTurn(action: () => void): void {
    this.#queue.push(action);
    if (!this.#inTurn) this.#takeNext();
  }

  #takeNext(): void {
    const next = this.#queue.shift();
    this.#inTurn = next !== undefined;
    if (next === undefined || this.#disposed) return;
    next();
    this.wire.turnOver();
    setImmediate(() => this.#takeNext());
  }

  #take(message: SipMessage, from: SocketAddress): void {
    this.#complaint = undefined;
    try {
      const text = this.wire.receive(message, from);
      if (text !== undefined) this.#userAgent.transport.onMessage?.(text);
    } catch (error) {
      this.#complaint = error instanceof Error ? error.message : String(error);
    }
    if (this.#complaint !== undefined) this.#options.onUntaken(message, from, this.#complaint);
    if (message.kind === "request" && message.method === "BYE") this.#options.onBye(callIdOf(message));
  }

  #adopt(session: Session, callId: string): void {
    // Also where it is refused at once and never becomes a call.
    if (this.#calls === 0) this.#retireLater();
    this.#forgetPast();
    this.#sessions.add(session);
    session.stateChange.addListener((state) => {
      if (state !== SessionState.Terminated) return;
      this.#sessions.delete(session);
      this.#past.push({ callId, endedAtMs: this.#options.sip.clock.now() });
    });
  }

  /** Forgets the calls of which no transaction can be open any more. */
  #forgetPast(): void {
    const { clock, timers } = this.#options.sip;
    const until = clock.now() - 2 * retirementMs(timers);
    const open = this.#past.findIndex(({ endedAtMs }) => endedAtMs > until);
    for (const { callId } of this.#past.splice(0, open === -1 ? this.#past.length : open)) {
      this.wire.forget(callId);
    }
  }

  #newUserAgent(): UserAgent {
    const { identity, sip } = this.#options;
    const { user, host } = plainPhone;
    const userAgent = new UserAgent({
      uri: new URI("sip", user, host),
      contactName: user,
      viaHost: host,
      forceRport: true,
      // Its length must not be 5: sip.js takes requests whose Call-ID begins with 5 such characters for its own.
      sipjsId: "",
      sendInitialProvisionalResponse: false,
      // The ring limit of the call comes first.
      noAnswerTimeout: (720 * sip.timers.t1) / 1000,
      gracefulShutdown: false,
      userAgentString: identity.userAgent,
      logBuiltinEnabled: false,
      logConfiguration: false,
      logLevel: "error",
      logConnector: (level, category, _label, content) => {
        if (category === "sip.Parser" && (level === "error" || level === "warn")) this.#complaint = content;
      },
      transportConstructor: BridgeTransport,
      transportOptions: {
        protocol: viaProtocol[identity.protocol],
        send: (text: string) => this.#send(text),
      },
      sessionDescriptionHandlerFactory: (session) => this.#descriptionHandler(session),
      delegate: {
        onInvite: (invitation) => {
          const { viaBranch } = invitation.request;
          const invite = this.wire.requestBehind(viaBranch, "INVITE");
          if (invite === undefined) throw new Error("an INVITE came that did not come");
          this.#adopt(invitation, callIdOf(invite));
          this.#options.onInvitation(this, invitation, invite);
        },
      },
    });
    // Without the `;ob` of RFC 5626, which no desk phone here registers with.
    userAgent.contact.toString = () => `<sip:${user}@${host}>`;
    const { configuration, loggerFactory } = userAgent.userAgentCore;
    configuration.authenticationFactory = () => new SecondTry(loggerFactory, undefined, undefined, undefined);
    return userAgent;
  }

  /** What cannot be sent is a note, and for sip.js a transport that failed: the call ends. */
  #send(text: string): void {
    try {
      this.wire.send(text);
    } catch (error) {
      this.#options.note(`a message was not sent: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  }

  #descriptionHandler(session: Session): DescriptionHandler {
    const media = this.#media.get(session);
    if (media === undefined) throw new Error("the call has no media port");
    const { profile, random } = this.#options.sip;
    const { codecs, dtmfPayload } = profile;
    return new DescriptionHandler({ codecs, dtmfPayload }, random.integer(1, 0x7fff_ffff), media);
  }

  #retireLater(): void {
    const { clock, timers } = this.#options.sip;
    this.#cancelRetirement();
    this.#cancelRetirement = clock.after(retirementMs(timers), () => {
      this.dispose();
      this.#options.onRetired(this);
    });
  }
}
