import type { Invitation } from "sip.js";
import type { KeyTimestamps } from "../../media/rtp/rtp-sender.js";
import { DeskfleetError } from "../../model/errors.js";
import type { SipMessage, SipRequest } from "../../sip/message/message.js";
import { responseTo, serializeMessage } from "../../sip/message/serialize.js";
import type { Arrival, SocketAddress } from "../../sip/transport/transport.js";
import type { CallsPort, HoldPort, HookPort, SipEvents, SipIdentity, SipOptions } from "../ports.js";
import { withSource } from "../wire/via-source.js";
import type { CallsWire } from "../wire/wire.js";
import type { Agent } from "./agent.js";
import { Agents } from "./agents.js";
import type { Call, CallParts } from "./call.js";
import { callIdOf } from "./call-id.js";
import { CallLog } from "./call-log.js";
import type { CallTransport } from "./call-transport.js";
import { callerOf } from "./caller-of.js";
import { chosenCall } from "./chosen-call.js";
import { acceptsOffer } from "./description-handler.js";
import { IncomingCall } from "./incoming-call.js";
import { OutgoingCall } from "./outgoing-call.js";
import { type Refusal, refusalOf } from "./refusal.js";

type CallEvents = Pick<SipEvents, "callsIdle" | "refusesCalls">;

/**
 * The calls of one handset. Nothing that arrives makes it throw.
 */
export class Calls implements CallsPort, HookPort, HoldPort, CallsWire {
  readonly #sip: SipOptions;
  readonly #transport: CallTransport;
  readonly #events: CallEvents;
  readonly #calls = new Set<Call>();
  /** Made for the first call: most handsets of a load run have none. */
  #agents: Agents | undefined;
  /** From `leave` to `stop` no call begins. */
  #isLeaving = false;
  /** Wait for the end of the last call. */
  readonly #leaving: (() => void)[] = [];
  #identity: SipIdentity | undefined;
  #callsTaken = 0;
  #soundsMade = 0;

  constructor(sip: SipOptions, transport: CallTransport, events: CallEvents) {
    this.#sip = sip;
    this.#transport = transport;
    this.#events = events;
  }

  get active(): number {
    return this.#calls.size;
  }

  /** Calls that are up go on as who they were begun as. */
  configure(identity: SipIdentity | undefined): void {
    this.#identity = identity;
  }

  place(number: string, call: string, claims?: string): void {
    const identity = this.#identity;
    if (identity === undefined || this.#transport.local === undefined) {
      throw new DeskfleetError(
        "DF_DESK_UNABLE",
        `${this.#sip.name} cannot call ${number}: it has no account`,
      );
    }
    if (this.#isLeaving) {
      throw new DeskfleetError(
        "DF_DESK_UNABLE",
        `${this.#sip.name} cannot call ${number}: it is being taken away`,
      );
    }
    if ([...this.#calls].some(({ log }) => !log.over && log.name === call)) {
      throw new DeskfleetError("DF_DESK_UNABLE", `${this.#sip.name} has a call named ${call} already`);
    }
    this.#add(
      ...(["outgoing", call, number, this.#agentFor(identity)] as const),
      (parts) => new OutgoingCall(parts, claims),
    );
  }

  answer(call?: string): void {
    this.#ringing("answer", call).answer();
  }

  reject(call?: string): void {
    this.#ringing("reject", call).reject();
  }

  hangUp(call?: string): void {
    this.#meant("hang up", call).hangUp();
  }

  keypad(keys: string, call?: string, timestamps?: KeyTimestamps): void {
    const found = this.#meant("press keys", call);
    if (found.press(keys, timestamps ?? this.#sip.sound?.keyTimestamps)) return;
    const { name } = this.#sip;
    throw new DeskfleetError(
      "DF_DESK_UNABLE",
      `${name} cannot press keys: nobody hears call ${found.log.name} yet`,
    );
  }

  clear(): void {
    for (const call of this.#live()) if (!call.hold.on) call.hangUp();
  }

  hold(call?: string): void {
    chosenCall(this.#sip.name, "hold", call, this.#answered(false)).hold.set(true);
  }

  resume(call?: string): void {
    chosenCall(this.#sip.name, "resume", call, this.#answered(true)).hold.set(false);
  }

  async leave(): Promise<void> {
    this.#isLeaving = true;
    for (const call of this.#live()) call.hangUp();
    if (this.#calls.size > 0) await new Promise<void>((resolve) => this.#leaving.push(resolve));
  }

  stop(): void {
    for (const call of this.#calls) call.drop("the phone stopped");
    this.#calls.clear();
    this.#isLeaving = false;
    this.#left();
    this.#agents?.dispose();
  }

  onMessage(message: SipMessage, arrival: Arrival): void {
    if (message.kind === "request") {
      this.#onRequest(message, arrival.from);
      return;
    }
    this.#agents?.askedBy(message)?.receive(message, arrival.from);
  }

  onFlowLost(reason: string): void {
    this.#agents?.flowLost(reason);
  }

  #onRequest(request: SipRequest, from: SocketAddress): void {
    const known = this.#agents?.inDialog(request);
    const identity = this.#identity;
    const { extension } = known?.identity ?? identity ?? {};
    const refusal = refusalOf(request, { known: known !== undefined, extension });
    if (refusal !== undefined) {
      this.#refuse(request, from, refusal);
      return;
    }
    if (known !== undefined) known.receive(request, from);
    else if (
      request.method === "INVITE" &&
      identity !== undefined &&
      this.#agents?.isPast(request) !== true
    ) {
      this.#agentFor(identity).receive(request, from);
    }
  }

  #refuse(request: SipRequest, from: SocketAddress, { status, headers, reason }: Refusal): void {
    if (reason !== undefined) this.#note(`a ${request.method} was refused with ${status}: ${reason}`);
    const extra = { toTag: this.#transport.token, ...(headers === undefined ? {} : { headers }) };
    const response = responseTo(withSource(request, from), status, undefined, extra);
    this.#transport.send(serializeMessage(response), from, false);
  }

  #agentFor(identity: SipIdentity): Agent {
    this.#agents ??= new Agents({
      ...{ sip: this.#sip, transport: this.#transport },
      onInvitation: (agent, invitation, invite) => this.#onInvitation(agent, invitation, invite),
      onBye: (callId) => this.#abandoned(callId),
      onUntaken: (message, from, reason) => this.#onUntaken(message, from, reason),
      note: (text) => this.#note(text),
    });
    return this.#agents.of(identity);
  }

  #onInvitation(agent: Agent, invitation: Invitation, invite: SipRequest): void {
    const type = invitation.request.getHeader("content-type");
    const statusCode = this.#offerRefusal(type, invite.body);
    if (statusCode !== undefined) {
      invitation.reject({ statusCode }).catch(() => undefined);
      this.#note(`a call was refused with ${statusCode}: ${type} without a stream that the phone can take`);
      return;
    }
    const number = callerOf(invite);
    const name = `in-${++this.#callsTaken}`;
    const refusal = this.#callRefusal();
    if (refusal !== undefined) {
      const log = new CallLog(this.#sip.recorder, { name, direction: "incoming", number });
      log.tell("refused", refusal);
      invitation.reject({ statusCode: refusal.status }).catch(() => undefined);
      return;
    }
    this.#add(
      "incoming",
      name,
      number,
      agent,
      (parts) => new IncomingCall(parts, invitation, callIdOf(invite)),
    );
  }

  /** Why no call is to ring now. */
  #callRefusal(): { readonly status: 480 | 486; readonly reason: string } | undefined {
    if (this.#isLeaving) return { status: 480, reason: "the phone is being taken away" };
    return this.#events.refusesCalls() ? { status: 486, reason: "do not disturb" } : undefined;
  }

  /** Before it rings: sip.js would find out when it is answered, and say 480. */
  #offerRefusal(type: string | undefined, body: string): 415 | 488 | undefined {
    if (body === "") return undefined;
    if (type !== "application/sdp") return 415;
    return acceptsOffer(body, this.#sip.profile) ? undefined : 488;
  }

  #add<Made extends Call>(
    direction: "outgoing" | "incoming",
    name: string,
    number: string,
    agent: Agent,
    make: (parts: CallParts) => Made,
  ): void {
    const { clock, timers, bindHost: host, recorder } = this.#sip;
    const log = new CallLog(recorder, { name, direction, number });
    agent.callBegan();
    const note = (text: string): void => this.#note(text);
    const sound = this.#sip.sound && { random: this.#sip.random.fork(`sound ${++this.#soundsMade}`) };
    const onGone = (): void => this.#gone(call, agent);
    const call: Made = make({ agent, log, clock, timers, host, sound, note, onGone });
    this.#calls.add(call);
  }

  #gone(call: Call, agent: Agent): void {
    if (!this.#calls.delete(call)) return;
    agent.callEnded();
    if (this.#calls.size > 0) return;
    this.#left();
    this.#events.callsIdle();
  }

  #left(): void {
    for (const resolve of this.#leaving.splice(0)) resolve();
  }

  #abandoned(callId: string): void {
    for (const call of this.#calls) {
      if (call instanceof IncomingCall && call.callId === callId) call.abandoned();
    }
  }

  #onUntaken(message: SipMessage, from: SocketAddress, reason: string): void {
    this.#note(`sip.js could not take a message: ${reason}`);
    if (message.kind === "request" && message.method !== "ACK") this.#refuse(message, from, { status: 400 });
  }

  #live(): Call[] {
    return [...this.#calls].filter(({ isUp }) => isUp);
  }

  #answered(held: boolean): Call[] {
    return this.#live().filter(({ log, hold }) => log.state === "answered" && hold.on === held);
  }

  #meant(verb: "hang up" | "press keys", name: string | undefined): Call {
    return chosenCall(this.#sip.name, verb, name, this.#live());
  }

  #ringing(verb: "answer" | "reject", name: string | undefined): IncomingCall {
    const incoming = this.#live().filter((call) => call instanceof IncomingCall);
    const rings = incoming.filter((call) => call.rings);
    return chosenCall(this.#sip.name, verb, name, rings);
  }

  #note(text: string): void {
    if (this.#sip.recorder.detail === "full") this.#sip.recorder.record({ type: "note", text });
  }
}
