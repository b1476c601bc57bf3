import { type DialDecision, decideDial } from "../../dialplan/dial-decision.js";
import type { Clock } from "../../model/clock.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import { dialledNumber } from "../../sip/message/parties.js";
import type { IncomingRequest, OutgoingResponse, SipApp } from "../drachtio/sip-app.js";
import type { SetupStore } from "../setup-store.js";
import { type Answer, answer, pbxName } from "./answer.js";
import { authenticate } from "./authentication.js";
import { Bridge } from "./bridge.js";
import { type CallTarget, extensionTargets, trunkTarget } from "./call-targets.js";
import type { ContactTable } from "./contact-table.js";
import type { DigestServer } from "./digest-server.js";
import { macInAgent } from "./mac-in-agent.js";
import type { PbxObserver } from "./observer.js";
import type { PacketSource } from "./registrar-rules.js";
import { RunningCalls } from "./running-calls.js";
import type { Seams } from "./seams.js";

export interface CallControlOptions {
  readonly setup: SetupStore;
  readonly seams: Seams;
  readonly observer: PbxObserver;
  readonly digest: DigestServer;
  readonly contacts: ContactTable;
  readonly clock: Clock;
  readonly farEnd: { readonly host: string; readonly port: number };
  /** Why a call was refused, in words, for the trace. */
  readonly note: (text: string) => void;
}

/** How long phones ring, and how long a trunk may take to answer; below the 180 s of the SIP server. */
const ringLimitMs = { extension: 60_000, trunk: 120_000 };

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
  readonly #options: CallControlOptions;

  constructor(options: CallControlOptions) {
    this.#options = options;
    this.running = new RunningCalls(options.observer);
  }

  /** @returns the final answer where the call ends here; undefined where it goes on. */
  invite(app: SipApp, invitation: Invitation): Answer | undefined {
    const { message, source } = invitation;
    const { digest, setup, seams, note } = this.#options;
    const who = authenticate(message, source.host, digest, setup);
    if ("answer" in who) {
      if (who.reason !== undefined) note(`INVITE from ${source.host}:${source.port} refused: ${who.reason}`);
      return who.answer;
    }
    const fault = unusable(message);
    if (fault) return fault;
    const number = dialledNumber(message);
    if (number === undefined) return answer(404);
    const runningOutbound = this.running.outboundOf(who.user);
    const request = { setup: setup.current, caller: who.user, number, runningOutbound };
    const decision = seams.decision(decideDial(request), request);
    if (decision.kind === "refuse") {
      note(`call from ${who.user} to ${number} refused: ${decision.status}, ${decision.reason}`);
      return refusal(decision.status);
    }
    this.#connect(app, invitation, decision, { extension: who.user, number });
    return undefined;
  }

  #connect(
    app: SipApp,
    { message, request, response, source }: Invitation,
    decision: Accepted,
    call: { readonly extension: string; readonly number: string },
  ): void {
    const { clock, contacts } = this.#options;
    const caller =
      macInAgent(header(message, "User-Agent")) ?? contacts.macAt(call.extension, source, clock.now());
    const targets = this.#targets(decision, call, source, request.receivedOn ?? "localhost");
    const bridge = new Bridge({
      app,
      request,
      response,
      targets,
      responseHeaders: { Server: pbxName },
      ringLimitMs: ringLimitMs[decision.kind],
      clock,
      onAnswered: (leg) => progress.answered(leg),
      onLegEnded: (leg) => progress.legEnded(leg),
      onHeld: (held) => progress.held(held),
      onEnded: () => progress.ended(),
    });
    const route = decision.kind === "trunk" ? decision.route : undefined;
    const called = targets.map((each) => each.mac);
    const progress = this.running.add(
      { ...call, route, caller, called },
      { hangUp: () => bridge.hangUp(), dropLeg: (leg) => bridge.dropLeg(leg) },
    );
    bridge.start();
  }

  #targets(
    decision: Accepted,
    call: { readonly extension: string; readonly number: string },
    source: PacketSource,
    pbxAddress: string,
  ): CallTarget[] {
    const { setup, contacts, clock, farEnd } = this.#options;
    const caller = { extension: call.extension, source, pbxAddress };
    if (decision.kind === "extension") {
      return extensionTargets(setup.current, contacts.live(decision.extension, clock.now()), caller);
    }
    const outbound = { route: decision.route, number: call.number, caller };
    return [trunkTarget(setup.current, outbound, farEnd)];
  }
}

type Accepted = Exclude<DialDecision, { kind: "refuse" }>;

/** What keeps an authenticated INVITE from being a call. */
function unusable(message: SipRequest): Answer | undefined {
  const required = header(message, "Require");
  if (required !== undefined) return answer(420, { headers: { Unsupported: required } });
  if (header(message, "Contact") === undefined) return answer(400, { reason: "Contact is missing" });
  // An INVITE without an offer would need the caller's ACK to be passed on; phones do not send one.
  if (message.body === "") return answer(488);
  return undefined;
}

/** 404 carries no Reason, unlike a hang-up by the dialplan (asterisk-wire.md §5.1, §5.2). */
function refusal(status: 403 | 404 | 503): Answer {
  const cause = { 403: 21, 404: undefined, 503: 34 }[status];
  return answer(status, cause === undefined ? {} : { headers: { Reason: `Q.850;cause=${cause}` } });
}
