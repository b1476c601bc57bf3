import { decide } from "../../dialplan/decide.js";
import type { DecisionEnd } from "../../dialplan/decision.js";
import { decideInbound } from "../../dialplan/inbound.js";
import type { Clock } from "../../model/clock.js";
import type { Mac } from "../../model/mac.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import { tagOf } from "../../sip/message/name-addr.js";
import { dialledNumber, userOf } from "../../sip/message/parties.js";
import { answerSdp } from "../../sip/sdp/sdp-answer.js";
import type { IncomingRequest, OutgoingResponse, SipApp } from "../drachtio/sip-app.js";
import { type Answer, answer, pbxName, refusal } from "./answer.js";
import { authenticate } from "./authentication.js";
import { callOffer } from "./call-offer.js";
import { recordOf } from "./call-records.js";
import { callingExtension } from "./calling-extension.js";
import type { Accepted, Carrier } from "./carrier.js";
import type { DigestServer } from "./digest-server.js";
import { calledNumber, isEmergencyCall } from "./emergency-call.js";
import { ExtensionFeatures, type StoredFeatures } from "./extension-features.js";
import { keyIn } from "./keypad-info.js";
import { macInAgent } from "./mac-in-agent.js";
import type { PbxObserver } from "./observer.js";
import { notAllowed } from "./other-methods.js";
import { hostOf, pbxAddressOf } from "./pbx-address.js";
import { PlacedCall } from "./placed-call.js";
import type { PacketSource } from "./registrar-rules.js";
import { type OutsideCalls, RunningCalls } from "./running-calls.js";
import type { Seams } from "./seams.js";
import type { SecurityLog } from "./security-log.js";

export interface CallControlOptions extends Omit<Carrier, "running"> {
  readonly seams: Seams;
  readonly observer: PbxObserver;
  readonly digest: DigestServer;
  readonly security: Pick<SecurityLog, "tell">;
  /** What the hours of routes go by. */
  readonly hours: Pick<Clock, "wall">;
  /** Whether what Asterisk takes against the RFCs is refused (PBX-58); never in an emergency call. */
  readonly strict: boolean;
  /** Hears what was wrong with an INVITE that is served all the same. */
  readonly taken: (request: SipRequest, source: PacketSource, what: string) => void;
  /** Hears which calls run outside, each time that changes. */
  readonly outsideCalls: (told: OutsideCalls) => void;
  /** What was switched by feature codes in an earlier run; default: nothing. */
  readonly features?: readonly StoredFeatures[];
  /** Hears what is switched for an extension, each time that changes. */
  readonly onFeatures: (features: StoredFeatures) => void;
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
  readonly features: ExtensionFeatures;
  readonly #options: CallControlOptions;
  /** By their dialog. */
  readonly #placed = new Map<string, PlacedCall>();

  constructor(options: CallControlOptions) {
    this.#options = options;
    this.features = new ExtensionFeatures(options.onFeatures, options.features);
    this.running = new RunningCalls(options.observer, this.features, options.outsideCalls);
  }

  /** @returns the final answer where the call ends here; undefined where it goes on. */
  invite(app: SipApp, invitation: Invitation): Answer | undefined {
    const { message, source, request } = invitation;
    const { setup, seams, taken, strict, hours, records } = this.#options;
    const urgent = isEmergencyCall(message, setup.current);
    const who = authenticate(message, source, { ...this.#options, strict: strict && !urgent });
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
    if (end.kind === "refuse") {
      // An unknown number never comes to the dial plan (asterisk-wire.md §5.1).
      if (end.status !== 404) recordRefused(records, recordOf(setup.current, extension, number), end.status);
      return refusal(end);
    }
    const emergency = end.kind === "outbound" && end.call.emergency;
    const pbxHost = hostOf(pbxAddressOf(request));
    const offer = callOffer(message, emergency, pbxHost);
    if ("answer" in offer) return offer.answer;
    const session = answerSdp(offer.sdp, pbxHost);
    // Phones of this PBX agree among themselves.
    if (session === undefined && end.kind !== "extension") return noTalk;
    if (offer.taken !== undefined) taken(message, source, offer.taken);
    const phone = this.#phoneOf(invitation, extension);
    this.#place({ ...invitation, app, extension, number, offer: offer.sdp, session, phone }, end);
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
    const extension = userOf(header(message, "From")) ?? "";
    const call = { number, caller: extension, epochMs: hours.wall(), load: this.running };
    const { end } = decideInbound(setup.current, call);
    if (end.kind === "refuse") return refusal(end);
    const pbxHost = hostOf(pbxAddressOf(request));
    const offer = callOffer(message, false, pbxHost);
    if ("answer" in offer) return offer.answer;
    const session = answerSdp(offer.sdp, pbxHost);
    this.#place({ ...invitation, app, extension, number, offer: offer.sdp, session, phone: undefined }, end);
    return undefined;
  }

  #place(accepted: Omit<Accepted, "onEnded">, end: DecisionEnd): void {
    if (end.kind === "announcement" && end.sets) this.features.change(end.sets.extension, end.sets.change);
    // A call that is taken: whoever has to authenticate, or is refused, hears none (asterisk-wire.md §5.1).
    accepted.response.send(100, { headers: { Server: pbxName } });
    const key = dialogKey(accepted.message);
    const onEnded = (): void => void this.#placed.delete(key);
    const carrier = { ...this.#options, running: this.running };
    const placed = new PlacedCall(carrier, { ...accepted, onEnded }, end);
    this.#placed.set(key, placed);
    placed.start();
  }

  /** An INFO in a call that is not answered, or outside of any. */
  info(message: SipRequest): Answer {
    const placed = this.#placed.get(dialogKey(message));
    if (placed === undefined || tagOf(header(message, "To") ?? "") === undefined) return notAllowed();
    const key = keyIn(header(message, "Content-Type"), message.body);
    if (key === undefined) return answer(415, { why: "it tells of no key" });
    placed.key(key);
    return answer(200);
  }

  #phoneOf({ message, source }: Invitation, extension: string): Mac | undefined {
    const { contacts, clock } = this.#options;
    return macInAgent(header(message, "User-Agent")) ?? contacts.macAt(extension, source, clock.now());
  }
}

function recordRefused(
  records: CallControlOptions["records"],
  call: ReturnType<typeof recordOf>,
  status: number,
): void {
  const record = records.begin(call);
  record.failed(status);
  record.end();
}

/** Asterisk reads the offer before its dial plan hears of the call (asterisk-wire.md §5.1): no trunk is tried. */
const noTalk = answer(488, { why: "it offers neither PCMU nor PCMA in the clear" });

/** The dialog, by what the caller chose of it. */
function dialogKey(message: SipRequest): string {
  return `${header(message, "Call-ID")} ${tagOf(header(message, "From") ?? "")}`;
}
