import type { DecisionEnd, OutboundCall } from "../../dialplan/decision.js";
import type { TrunkFailure } from "../../dialplan/trunk-failover.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import { sentLocations } from "../../sip/message/sent-location.js";
import { announce } from "./announcement.js";
import { pbxName, refusalCause } from "./answer.js";
import { AskedGates } from "./asked-gates.js";
import { Bridge } from "./bridge.js";
import { type CallRecord, recordOf } from "./call-records.js";
import { type CallTarget, extensionTargets, trunkTarget } from "./call-targets.js";
import { CallVoice } from "./call-voice.js";
import { CallerSide } from "./caller-side.js";
import type { Accepted, Carrier } from "./carrier.js";
import { hostOf, pbxAddressOf } from "./pbx-address.js";
import { sessionTimerHeaders } from "./required-options.js";
import { type CallPlace, type CallProgress, nowhere } from "./running-calls.js";
import { TrunkHunt } from "./trunk-hunt.js";

/** Who has the caller's INVITE now. */
interface Holder {
  /** Ends the call from the inside. */
  hangUp(): void;
  cancelled(): void;
  dropLeg?(leg: number): void;
  /** A key was pressed. */
  key?(key: string): void;
}

/**
 * One call from its INVITE to its end: to the phones of an extension, to an announcement, or to one trunk after the
 * other (PBX-90) and then to what the route has for a call that none of them took (PBX-91).
 */
export class PlacedCall {
  readonly #carrier: Carrier;
  readonly #accepted: Accepted;
  readonly #end: DecisionEnd;
  readonly #callerSide: CallerSide;
  readonly #progress: CallProgress;
  readonly #record: CallRecord;
  readonly #beganAtMs: number;
  #holder: Holder | undefined;
  readonly #voice: CallVoice;
  /** Undefined until a trunk is tried. */
  #hunt: TrunkHunt | undefined;

  /** @param end what the dial plan says of it */
  constructor(carrier: Carrier, accepted: Accepted, end: DecisionEnd) {
    this.#carrier = carrier;
    this.#accepted = accepted;
    this.#end = end;
    this.#beganAtMs = carrier.clock.now();
    const { extension, number, phone: caller, message } = accepted;
    this.#record = carrier.records.begin(recordOf(carrier.setup.current, extension, number));
    this.#callerSide = new CallerSide({
      ...accepted,
      onAnswered: () => this.#record.answered(),
      responseHeaders: { Server: pbxName },
      answerHeaders: sessionTimerHeaders(message),
    });
    const { offer, session: silentSession = offer, request } = accepted;
    this.#voice = new CallVoice({
      ...{ offer, silentSession, sound: carrier.sound, host: hostOf(pbxAddressOf(request)) },
      events: extensionOf(carrier.setup.current, extension)?.dtmfMode !== "info",
      onKey: (heard) => {
        if (heard.kind === "key") this.key(heard.key);
        else carrier.keyLost({ extension, number });
      },
    });
    const outbound =
      end.kind === "outbound" ? { route: end.call.route, charged: end.call.charged } : undefined;
    this.#progress = carrier.running.add(
      { extension, number, outbound, caller },
      { hangUp: () => this.#holder?.hangUp(), dropLeg: (leg) => this.#holder?.dropLeg?.(leg) },
    );
  }

  start(): void {
    this.#accepted.request.on("cancel", () => this.#holder?.cancelled());
    this.#goTo(this.#end);
  }

  /** The caller has pressed a key; heard only while something is asked. */
  key(key: string): void {
    this.#holder?.key?.(key);
  }

  #goTo(end: DecisionEnd): void {
    switch (end.kind) {
      case "extension":
        this.#ring(end.extension);
        return;
      case "outbound":
        this.#tellNotices("dialled");
        if (end.call.gates.length > 0) this.#speak("prompt", (session) => this.#ask(end.call, session));
        else this.#tryTrunks(end.call);
        return;
      case "announcement":
        this.#speak("announcement", (session) => this.#announce(end, session));
        return;
      case "refuse":
        this.#refuse(end);
    }
  }

  #ring(extension: string): void {
    const { setup, contacts, qualify, clock } = this.#carrier;
    const live = contacts.live(extension, clock.now());
    // Who does not answer OPTIONS is not rung (PBX-47).
    const there = live.filter(({ dialUri }) => qualify.isReachable(dialUri));
    const targets = extensionTargets(setup.current, there, this.#caller());
    this.#bridge({ targets, ringLimitMs: setup.current.ringSeconds * 1000 }, { rung: extension });
  }

  /** The PBX speaks to the caller. @param then hears its answer to the caller's offer */
  #speak(speaker: "prompt" | "announcement", then: (session: string) => void): void {
    this.#holder = {
      hangUp: () => {
        this.#callerSide.fail({ status: 480, cause: 20 });
        this.#ended();
      },
      cancelled: () => this.#ended(),
    };
    this.#voice.speak(speaker, then, (error) => this.#failed(error));
  }

  #ask(call: OutboundCall, session: string): void {
    const { setup, clock } = this.#carrier;
    const { pinSets } = setup.current;
    const { name, password } = call.route;
    const asked = new AskedGates({
      caller: this.#callerSide,
      session,
      gates: call.gates,
      isRight: (gate, typed) => {
        if (gate.kind === "password") return typed === password;
        const set = pinSets[gate.name];
        const isRight = set?.pins.includes(typed) === true;
        if (isRight && set.recordInCdr) this.#record.pinEntered(typed);
        return isRight;
      },
      clock,
      onOpen: () => {
        if (this.#callerSide.isAnswered) this.#record.reset();
        this.#tryTrunks(call);
      },
      onClosed: (status, why) => {
        this.#refused(status, `route "${name}" asks for a PIN or a password: ${why}`);
        this.#ended();
      },
      onGone: () => this.#ended(),
      onHungUp: () => this.#holder?.cancelled(),
    });
    this.#holder = asked;
    asked.start();
  }

  #tryTrunks(call: OutboundCall): void {
    const { clock } = this.#carrier;
    // Of a call that is answered the SIP server waits for nothing.
    const sinceMs = this.#callerSide.isAnswered ? clock.now() : this.#beganAtMs;
    this.#hunt = new TrunkHunt(this.#carrier, call.attempts, sinceMs);
    this.#tryNext(call, this.#hunt);
  }

  #tryNext(call: OutboundCall, hunt: TrunkHunt): void {
    // A trunk that is tried twice must not be full of this call.
    this.#progress.movesTo(nowhere);
    const step = hunt.next();
    switch (step.kind) {
      case "uncarried":
        this.#goTo(withReason(call.uncarried, hunt.failures));
        return;
      case "stopped":
        this.#refuse({ status: step.status, why: hunt.failures.join(", ") });
        return;
      case "call": {
        const { attempt, ringLimitMs, goesOn } = step;
        const { trunk } = attempt;
        const target = trunkTarget(attempt, this.#caller(), this.#carrier.farEnd);
        const next = (): void => this.#tryNext(call, hunt);
        this.#bridge(
          {
            targets: [{ ...target, ...this.#locationFor(trunk) }],
            ringLimitMs,
            elsewhere: (failure) => (goesOn(failure) ? next : undefined),
          },
          { trunk, cnum: attempt.callerId.number },
        );
      }
    }
  }

  #locationFor(trunk: string): Pick<CallTarget, "location"> {
    if (this.#carrier.setup.current.trunks[trunk]?.passesLocation !== true) return {};
    const sent = sentLocations(this.#accepted.message);
    const [location] = sent.ok ? sent.documents : [];
    return location === undefined ? {} : { location };
  }

  #bridge(
    leg: {
      readonly targets: readonly CallTarget[];
      readonly ringLimitMs: number;
      readonly elsewhere?: (failure: TrunkFailure) => (() => void) | undefined;
    },
    { trunk, rung, cnum }: Partial<Pick<CallPlace, "trunk" | "rung">> & { readonly cnum?: string },
  ): void {
    const { app, number } = this.#accepted;
    const offer = this.#voice.offerToFarEnd;
    const { clock, refused, seams } = this.#carrier;
    const progress = this.#progress;
    const before = [...(this.#hunt?.failures ?? [])];
    const bridge = new Bridge({
      ...{ app, caller: this.#callerSide, offer, clock, ...leg },
      endsLate: () => seams.endsLateAnswers(),
      refusalsNeeded: (rung) => seams.refusalsNeeded(rung),
      way: this.#voice,
      onDescribed: (description) => this.#voice.handOver(description),
      onAnswered: (index) => {
        progress.answered(index);
        if (trunk !== undefined) this.#tellNotices("answered");
      },
      onLegEnded: (index) => progress.legEnded(index),
      onHeld: (held) => progress.held(held),
      onFailed: (status, why) => this.#refused(status, [...before, why].join(", ")),
      onRefused: ({ method, source_address: host, source_port: port, protocol }, status, why) =>
        refused({ method, uri: `in the call to ${number}` }, { host, port, protocol }, { status, why }),
      onEnded: () => this.#ended(),
    });
    this.#record.goesTo({
      dstchannel: `PJSIP/${trunk ?? rung}`,
      ...(cnum !== undefined && { outboundCnum: cnum }),
    });
    progress.movesTo({ trunk, rung, called: leg.targets.map(({ mac }) => mac) });
    this.#holder = bridge;
    bridge.start();
  }

  #announce({ says, why }: Extract<DecisionEnd, { kind: "announcement" }>, session: string): void {
    const { extension, number } = this.#accepted;
    this.#refused(200, why);
    this.#carrier.announced({ extension, number, says });
    const end = announce({
      caller: this.#callerSide,
      session,
      clock: this.#carrier.clock,
      onEnded: () => this.#ended(),
    });
    this.#holder = { hangUp: end, cancelled: end };
  }

  #refuse(end: Pick<Extract<DecisionEnd, { kind: "refuse" }>, "status" | "why">): void {
    this.#callerSide.fail(refusalCause(end.status));
    this.#refused(end.status, end.why);
    this.#ended();
  }

  /** What this program could not do; the library throws when its connection to the SIP server is gone. */
  #failed(error: unknown): void {
    try {
      this.#callerSide.fail({ status: 500, cause: 41 });
    } catch {
      // Nor can the caller be told then.
    }
    this.#refused(500, `it could not be served: ${error instanceof Error ? error.message : String(error)}`);
    this.#ended();
  }

  #ended(): void {
    this.#holder = undefined;
    this.#voice.close();
    this.#progress.ended();
    this.#record.end();
    this.#accepted.onEnded();
  }

  #tellNotices(moment: "dialled" | "answered"): void {
    if (this.#end.kind !== "outbound") return;
    const { extension, number } = this.#accepted;
    this.#carrier.notices.tell(moment, { extension, number, outbound: this.#end.call });
  }

  #refused(status: number, why: string): void {
    if (status >= 300) this.#record.failed(status);
    this.#carrier.refused(this.#accepted.message, this.#accepted.source, { status, why });
  }

  #caller() {
    const { extension, source, request } = this.#accepted;
    const callId = request.get("Call-ID") ?? "";
    return { extension, source, pbxAddress: pbxAddressOf(request), callId };
  }
}

function withReason<End extends DecisionEnd>(end: End, failures: readonly string[]): End {
  return "why" in end ? { ...end, why: `${end.why} (${failures.join(", ")})` } : end;
}
