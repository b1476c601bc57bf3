import { decide } from "../../dialplan/decide.js";
import type { DecisionEnd } from "../../dialplan/decision.js";
import type { Clock } from "../../model/clock.js";
import type { Mac } from "../../model/mac.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import type { IncomingRequest, OutgoingResponse, SipApp } from "../drachtio/sip-app.js";
import type { SetupView } from "../setup-store.js";
import { announce } from "./announcement.js";
import { type Answer, answer, pbxName } from "./answer.js";
import { authenticate } from "./authentication.js";
import { Bridge } from "./bridge.js";
import { callOffer } from "./call-offer.js";
import { type CallTarget, extensionTargets, trunkTarget } from "./call-targets.js";
import { callingExtension } from "./calling-extension.js";
import type { ContactTable } from "./contact-table.js";
import type { DigestServer } from "./digest-server.js";
import { calledNumber, isEmergencyCall } from "./emergency-call.js";
import { ExtensionFeatures } from "./extension-features.js";
import { macInAgent } from "./mac-in-agent.js";
import type { Notices } from "./notices.js";
import type { PbxObserver } from "./observer.js";
import type { Qualify } from "./qualify.js";
import type { PacketSource } from "./registrar-rules.js";
import { sessionTimerHeaders } from "./required-options.js";
import { RunningCalls } from "./running-calls.js";
import type { Seams } from "./seams.js";

export interface CallControlOptions {
  readonly setup: SetupView;
  readonly seams: Seams;
  readonly observer: PbxObserver;
  readonly digest: DigestServer;
  readonly contacts: ContactTable;
  readonly notices: Notices;
  readonly qualify: Pick<Qualify, "isReachable">;
  readonly clock: Clock;
  /** What the hours of routes go by. */
  readonly hours: Pick<Clock, "wall">;
  readonly farEnd: { readonly host: string; readonly port: number };
  /** Whether what Asterisk takes against the RFCs is refused (PBX-58); never in an emergency call. */
  readonly strict: boolean;
  /** Hears what was wrong with an INVITE that is served all the same. */
  readonly taken: (request: SipRequest, source: PacketSource, what: string) => void;
  /** Hears of requests that are refused later, or by the other side of a call; 200: an announcement answers. */
  readonly refused: (
    request: Pick<SipRequest, "method" | "uri">,
    source: PacketSource,
    answered: { readonly status: number; readonly why: string },
  ) => void;
}

/** How long phones ring, and how long a trunk may take to answer; below the 180 s of the SIP server. */
const ringLimitMs = { extension: 60_000, outbound: 120_000 };

/** One INVITE as the app library gave it, with what was read from it. */
export interface Invitation {
  readonly message: SipRequest;
  readonly source: PacketSource;
  readonly request: IncomingRequest;
  readonly response: OutgoingResponse;
}

/** Takes INVITEs, decides where they go and keeps the calls. */
export class CallControl {
  readonly running: RunningCalls;
  readonly features = new ExtensionFeatures();
  readonly #options: CallControlOptions;

  constructor(options: CallControlOptions) {
    this.#options = options;
    this.running = new RunningCalls(options.observer, this.features);
  }

  /** @returns the final answer where the call ends here; undefined where it goes on. */
  invite(app: SipApp, invitation: Invitation): Answer | undefined {
    const { message, source } = invitation;
    const { setup, seams, taken, strict, hours } = this.#options;
    const urgent = isEmergencyCall(message, setup.current);
    const who = authenticate(message, source.host, { ...this.#options, strict: strict && !urgent });
    if ("answer" in who) return who.answer;
    if (who.taken !== undefined) taken(message, source, who.taken);
    const number = calledNumber(message, setup.current);
    if (number === undefined) return answer(404, { why: "its Request-URI names no number" });
    const caller = callingExtension(message, who.user, setup.current);
    const request = {
      setup: setup.current,
      caller,
      address: source.host,
      number,
      epochMs: hours.wall(),
      load: this.running,
    };
    const { end } = seams.decision(decide(request), request);
    if (end.kind === "refuse") return refusal(end);
    if (end.kind === "outbound" && end.call.gates.length > 0) return unasked(end.call.route.name);
    const emergency = end.kind === "outbound" && end.call.emergency;
    const offer = callOffer(message, emergency, hostOf(pbxAddressOf(invitation)));
    if ("answer" in offer) return offer.answer;
    if (offer.taken !== undefined) taken(message, source, offer.taken);
    const call = { extension: caller, number, offer: offer.sdp };
    if (end.kind === "announcement" && end.sets) this.features.change(caller, end.sets);
    if (end.kind === "announcement") this.#announce(app, invitation, end.why, call);
    else this.#connect(app, invitation, end, call);
    return undefined;
  }

  #announce(app: SipApp, invitation: Invitation, why: string, { offer, ...call }: OfferedCall): void {
    const { message, source, request, response } = invitation;
    const { clock, refused } = this.#options;
    refused(message, source, { status: 200, why });
    const hangUp = announce({
      ...{ app, request, response, offer, clock },
      headers: { Server: pbxName, ...sessionTimerHeaders(message) },
      pbxHost: hostOf(pbxAddressOf(invitation)),
      onEnded: () => progress.ended(),
    });
    const caller = this.#phoneOf(invitation, call.extension);
    const progress = this.running.add(
      { ...call, route: undefined, trunk: undefined, caller, called: [] },
      { hangUp, dropLeg: () => undefined },
    );
  }

  #phoneOf({ message, source }: Invitation, extension: string): Mac | undefined {
    const { contacts, clock } = this.#options;
    return macInAgent(header(message, "User-Agent")) ?? contacts.macAt(extension, source, clock.now());
  }

  #connect(app: SipApp, invitation: Invitation, decision: Accepted, { offer, ...call }: OfferedCall): void {
    const { message, request, response, source } = invitation;
    const { clock, refused, notices } = this.#options;
    const caller = this.#phoneOf(invitation, call.extension);
    const targets = this.#targets(decision, call, source, pbxAddressOf(invitation));
    const bridge = new Bridge({
      app,
      request,
      response,
      offer,
      targets,
      answerHeaders: sessionTimerHeaders(message),
      responseHeaders: { Server: pbxName },
      ringLimitMs: ringLimitMs[decision.kind],
      clock,
      onAnswered: (leg) => {
        progress.answered(leg);
        if (outbound) notices.tell("answered", { ...call, outbound });
      },
      onLegEnded: (leg) => progress.legEnded(leg),
      onHeld: (held) => progress.held(held),
      onFailed: (status, why) => refused(message, source, { status, why }),
      onRefused: ({ method, source_address: host, source_port: port, protocol }, status, why) =>
        refused({ method, uri: `in the call to ${call.number}` }, { host, port, protocol }, { status, why }),
      onEnded: () => progress.ended(),
    });
    const outbound = decision.kind === "outbound" ? decision.call : undefined;
    const called = targets.map((each) => each.mac);
    const progress = this.running.add(
      { ...call, route: outbound?.route, trunk: outbound?.attempts[0]?.trunk, caller, called },
      { hangUp: () => bridge.hangUp(), dropLeg: (leg) => bridge.dropLeg(leg) },
    );
    if (outbound) notices.tell("dialled", { ...call, outbound });
    bridge.start();
  }

  #targets(
    decision: Accepted,
    call: { readonly extension: string; readonly number: string },
    source: PacketSource,
    pbxAddress: string,
  ): CallTarget[] {
    const { setup, contacts, qualify, clock, farEnd } = this.#options;
    const caller = { extension: call.extension, source, pbxAddress };
    if (decision.kind === "extension") {
      const there = contacts
        .live(decision.extension, clock.now())
        .filter(({ dialUri }) => qualify.isReachable(dialUri));
      return extensionTargets(setup.current, there, caller);
    }
    return decision.call.attempts.slice(0, 1).map((attempt) => trunkTarget(attempt, caller, farEnd));
  }
}

type Accepted = Extract<DecisionEnd, { kind: "extension" | "outbound" }>;

/** A call as it was dialled. */
interface OfferedCall {
  readonly extension: string;
  readonly number: string;
  readonly offer: string;
}

/** `host:port` of the PBX as the caller reached it. */
function pbxAddressOf({ request }: Invitation): string {
  return request.receivedOn ?? "localhost";
}

function hostOf(address: string): string {
  const host = address.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return host === "localhost" ? "127.0.0.1" : host;
}

/** This PBX has no ears for a keypad: a caller who is asked for a PIN or a password does not get through. */
function unasked(route: string): Answer {
  return answer(403, {
    why: `route "${route}" asks for a PIN or a password, and none was entered`,
    headers: { Reason: "Q.850;cause=21" },
  });
}

/** 404 carries no Reason, unlike a hang-up by the dialplan (asterisk-wire.md §5.1, §5.2). */
function refusal({ status, why }: Extract<DecisionEnd, { kind: "refuse" }>): Answer {
  const cause = { 403: 21, 404: undefined, 486: 17, 503: 34 }[status];
  return answer(status, { why, ...(cause !== undefined && { headers: { Reason: `Q.850;cause=${cause}` } }) });
}
