import { decide } from "../../dialplan/decide.js";
import type { Mac } from "../../model/mac.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import { tagOf } from "../../sip/message/name-addr.js";
import { answerSdp } from "../../sip/sdp/sdp-answer.js";
import type { IncomingRequest, OutgoingResponse, SipApp } from "../drachtio/sip-app.js";
import { type Answer, answer, refusal } from "./answer.js";
import { authenticate } from "./authentication.js";
import { callOffer } from "./call-offer.js";
import type { DigestServer } from "./digest-server.js";
import { calledNumber, isEmergencyCall } from "./emergency-call.js";
import { keyIn } from "./keypad-info.js";
import { macInAgent } from "./mac-in-agent.js";
import type { PbxObserver } from "./observer.js";
import { notAllowed } from "./other-methods.js";
import { hostOf, pbxAddressOf } from "./pbx-address.js";
import { type Carrier, PlacedCall } from "./placed-call.js";
import type { PacketSource } from "./registrar-rules.js";
import { RunningCalls } from "./running-calls.js";
import type { Seams } from "./seams.js";

export interface CallControlOptions extends Omit<Carrier, "running"> {
  readonly seams: Seams;
  readonly observer: PbxObserver;
  readonly digest: DigestServer;
  /** Whether what Asterisk takes against the RFCs is refused (PBX-58); never in an emergency call. */
  readonly strict: boolean;
  /** Hears what was wrong with an INVITE that is served all the same. */
  readonly taken: (request: SipRequest, source: PacketSource, what: string) => void;
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
  readonly #options: CallControlOptions;
  /** By their dialog. */
  readonly #placed = new Map<string, PlacedCall>();

  constructor(options: CallControlOptions) {
    this.#options = options;
    this.running = new RunningCalls(options.observer);
  }

  /** @returns the final answer where the call ends here; undefined where it goes on. */
  invite(app: SipApp, invitation: Invitation): Answer | undefined {
    const { message, source, request } = invitation;
    const { setup, seams, taken, strict, clock } = this.#options;
    const urgent = isEmergencyCall(message, setup.current);
    const who = authenticate(message, source.host, { ...this.#options, strict: strict && !urgent });
    if ("answer" in who) return who.answer;
    if (who.taken !== undefined) taken(message, source, who.taken);
    const number = calledNumber(message, setup.current);
    if (number === undefined) return answer(404, { why: "its Request-URI names no number" });
    const extension = who.user;
    const dialled = {
      setup: setup.current,
      caller: extension,
      address: source.host,
      number,
      epochMs: clock.wall(),
      load: this.running,
    };
    const { end } = seams.decision(decide(dialled), dialled);
    if (end.kind === "refuse") return refusal(end);
    const emergency = end.kind === "outbound" && end.call.emergency;
    const pbxHost = hostOf(pbxAddressOf(request));
    const offer = callOffer(message, emergency, pbxHost);
    if ("answer" in offer) return offer.answer;
    const session = answerSdp(offer.sdp, pbxHost);
    // Phones of this PBX agree among themselves.
    if (session === undefined && end.kind !== "extension") return noTalk;
    if (offer.taken !== undefined) taken(message, source, offer.taken);
    const phone = this.#phoneOf(invitation, extension);
    const key = dialogKey(message);
    const onEnded = (): void => void this.#placed.delete(key);
    const placed = new PlacedCall(
      { ...this.#options, running: this.running },
      { ...invitation, app, extension, number, offer: offer.sdp, session, phone, onEnded },
      end,
    );
    this.#placed.set(key, placed);
    placed.start();
    return undefined;
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

/** Asterisk reads the offer before its dial plan hears of the call (asterisk-wire.md §5.1): no trunk is tried. */
const noTalk = answer(488, { why: "it offers neither PCMU nor PCMA in the clear" });

/** The dialog, by what the caller chose of it. */
function dialogKey(message: SipRequest): string {
  return `${header(message, "Call-ID")} ${tagOf(header(message, "From") ?? "")}`;
}
