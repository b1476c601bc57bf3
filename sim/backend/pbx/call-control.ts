import { decide } from "../../dialplan/decide.js";
import { decideInbound } from "../../dialplan/inbound.js";
import type { Clock } from "../../model/clock.js";
import type { Mac } from "../../model/mac.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import { dialledNumber, userOf } from "../../sip/message/parties.js";
import type { IncomingRequest, OutgoingResponse, SipApp } from "../drachtio/sip-app.js";
import { type Answer, answer, refusal } from "./answer.js";
import { authenticate } from "./authentication.js";
import { callOffer, noTalk } from "./call-offer.js";
import { callingExtension } from "./calling-extension.js";
import type { DigestServer } from "./digest-server.js";
import { calledNumber, isEmergencyCall } from "./emergency-call.js";
import { ExtensionFeatures } from "./extension-features.js";
import { macInAgent } from "./mac-in-agent.js";
import type { PbxObserver } from "./observer.js";
import { type Carrier, hostOf, PlacedCall, pbxAddressOf } from "./placed-call.js";
import type { PacketSource } from "./registrar-rules.js";
import { type OutsideCalls, RunningCalls } from "./running-calls.js";
import type { Seams } from "./seams.js";

export interface CallControlOptions extends Omit<Carrier, "running"> {
  readonly seams: Seams;
  readonly observer: PbxObserver;
  readonly digest: DigestServer;
  /** What the hours of routes go by. */
  readonly hours: Pick<Clock, "wall">;
  /** Whether what Asterisk takes against the RFCs is refused (PBX-58); never in an emergency call. */
  readonly strict: boolean;
  /** Hears what was wrong with an INVITE that is served all the same. */
  readonly taken: (request: SipRequest, source: PacketSource, what: string) => void;
  /** Hears which calls run outside, each time that changes. */
  readonly outsideCalls: (told: OutsideCalls) => void;
}

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
    this.running = new RunningCalls(options.observer, this.features, options.outsideCalls);
  }

  /** @returns the final answer where the call ends here; undefined where it goes on. */
  invite(app: SipApp, invitation: Invitation): Answer | undefined {
    const { message, source, request } = invitation;
    const { setup, seams, taken, strict, hours } = this.#options;
    const urgent = isEmergencyCall(message, setup.current);
    const who = authenticate(message, source.host, { ...this.#options, strict: strict && !urgent });
    if ("answer" in who) return who.answer;
    if (who.taken !== undefined) taken(message, source, who.taken);
    const number = calledNumber(message, setup.current);
    if (number === undefined) return answer(404, { why: "its Request-URI names no number" });
    const extension = callingExtension(message, who.user, setup.current);
    const dialled = {
      setup: setup.current,
      caller: extension,
      address: source.host,
      number,
      epochMs: hours.wall(),
      load: this.running,
    };
    const { end } = seams.decision(decide(dialled), dialled);
    if (end.kind === "refuse") return refusal(end);
    if (end.kind === "outbound" && end.call.gates.length > 0) return unasked(end.call.route.name);
    const emergency = end.kind === "outbound" && end.call.emergency;
    const offer = callOffer(message, emergency, hostOf(pbxAddressOf(request)));
    if ("answer" in offer) return offer.answer;
    const unheard = end.kind === "extension" ? undefined : noTalk(offer.sdp);
    if (unheard !== undefined) return unheard;
    if (offer.taken !== undefined) taken(message, source, offer.taken);
    if (end.kind === "announcement" && end.sets) this.features.change(extension, end.sets);
    const phone = this.#phoneOf(invitation, extension);
    new PlacedCall(
      { ...this.#options, running: this.running },
      { ...invitation, app, extension, number, offer: offer.sdp, phone },
      end,
    ).start();
    return undefined;
  }

  /**
   * A call from outside: nobody has to authenticate who comes over a trunk, and the number decides whose phones ring.
   * @returns the final answer where the call ends here; undefined where it goes on
   */
  fromTrunk(app: SipApp, invitation: Invitation): Answer | undefined {
    const { message, request } = invitation;
    const { setup, hours } = this.#options;
    const number = dialledNumber(message);
    if (number === undefined) return answer(404, { why: "its Request-URI names no number" });
    const caller = userOf(header(message, "From")) ?? "";
    const call = { number, caller, epochMs: hours.wall(), load: this.running };
    const { end } = decideInbound(setup.current, call);
    if (end.kind === "refuse") return refusal(end);
    const offer = callOffer(message, false, hostOf(pbxAddressOf(request)));
    if ("answer" in offer) return offer.answer;
    new PlacedCall(
      { ...this.#options, running: this.running },
      { ...invitation, app, extension: caller, number, offer: offer.sdp, phone: undefined },
      end,
    ).start();
    return undefined;
  }

  #phoneOf({ message, source }: Invitation, extension: string): Mac | undefined {
    const { contacts, clock } = this.#options;
    return macInAgent(header(message, "User-Agent")) ?? contacts.macAt(extension, source, clock.now());
  }
}

/** This PBX has no ears for a keypad: a caller who is asked for a PIN or a password does not get through. */
function unasked(route: string): Answer {
  return answer(403, {
    why: `route "${route}" asks for a PIN or a password, and none was entered`,
    headers: { Reason: "Q.850;cause=21" },
  });
}
