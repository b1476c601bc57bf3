import { type Inviter, SessionState } from "sip.js";
import type { IncomingResponse } from "sip.js/lib/core/messages/incoming-response.js";
import type { IncomingResponseMessage } from "sip.js/lib/core/messages/incoming-response-message.js";
import type { KeyTimestamps } from "../../media/rtp/rtp-sender.js";
import { type Call, type CallParts, reasonRemark, ringLimitMs } from "./call.js";
import { CallEnd } from "./call-end.js";
import type { CallLog } from "./call-log.js";
import { CallMedia } from "./call-media.js";
import { Hold } from "./hold.js";
import { Keypad } from "./keypad.js";
import { localReason, realReason } from "./plain-form.js";
import { sessionDelegate } from "./session-delegate.js";

/** A call that this handset places. */
export class OutgoingCall implements Call {
  readonly log: CallLog;
  readonly hold: Hold;
  readonly #parts: CallParts;
  readonly #claims: string | undefined;
  readonly #end: CallEnd;
  readonly #keypad: Keypad;
  #media: CallMedia | undefined;
  #inviter: Inviter | undefined;
  /** Of the last ring, while nobody has answered. */
  #early: unknown;
  #stopRinging: () => void = () => undefined;

  /** @param claims see `CallsPort.place` */
  constructor(parts: CallParts, claims?: string) {
    this.#parts = parts;
    this.#claims = claims;
    this.#end = new CallEnd(parts);
    this.log = parts.log;
    this.hold = new Hold(() => (this.isUp ? this.#inviter : undefined), parts);
    this.#keypad = new Keypad(
      () => (this.isUp ? (this.#inviter?.dialog ?? this.#early) : undefined),
      (keys, timestamps) => this.#media?.press(keys, timestamps) === true,
      (why) => parts.note(`a key in call ${parts.log.name} was not heard: ${why}`),
    );
    this.log.tell("dialling");
    void this.#begin();
  }

  get isUp(): boolean {
    return !this.log.over && !this.#end.isDecided;
  }

  hangUp(): void {
    if (!this.isUp) return;
    const reason = this.log.state === "answered" ? "hung up" : "given up before the answer";
    this.#end.decide({ state: "ended", reason });
    this.#finishOnWire();
  }

  press(keys: string, timestamps?: KeyTimestamps): boolean {
    const isHeard = this.#keypad.isConnected;
    if (isHeard) this.#keypad.press(keys, timestamps);
    return isHeard;
  }

  drop(reason: string): void {
    this.#stopRinging();
    this.#end.drop();
    this.log.tell("ended", { reason });
  }

  async #begin(): Promise<void> {
    const { agent, log } = this.#parts;
    let media: CallMedia | undefined;
    try {
      media = await CallMedia.open(this.#parts);
      if (log.over) {
        media.close();
        return;
      }
      this.#media = media;
      const inviter = agent.inviterFor(log.number, media, this.#claims);
      this.#inviter = inviter;
      log.callId = inviter.request.callId;
      this.#watch(inviter);
      await inviter.invite({ requestDelegate: this.#responses() });
      // It was hung up at once. What was dialled goes out all the same, and is given up then.
      if (this.#end.isDecided) this.#finishOnWire();
    } catch (error) {
      media?.close();
      this.#stopRinging();
      const reason = error instanceof Error ? error.message : String(error);
      this.#end.decide({ state: "failed", status: 0, reason });
      this.#end.tell();
    }
  }

  #watch(inviter: Inviter): void {
    inviter.delegate = sessionDelegate((reason) => {
      this.#end.decide({ state: "ended", reason: `hung up by the other side${reasonRemark(reason)}` });
    });
    inviter.stateChange.addListener((state) => {
      if (state === SessionState.Established) {
        this.#stopRinging();
        this.log.tell("answered");
      }
      // sip.js hands the response over right after this, in the same turn.
      if (state === SessionState.Terminated) queueMicrotask(() => this.#terminated(inviter));
    });
    const { clock, timers } = this.#parts;
    this.#stopRinging = clock.after(ringLimitMs(timers), () => {
      this.#end.decide({ state: "failed", status: 0, reason: "not answered" });
      this.#finishOnWire();
    });
  }

  #responses() {
    const refused = ({ message }: { readonly message: IncomingResponseMessage }) => {
      const local = localReason(message);
      this.#end.decide({
        state: "failed",
        status: local === undefined ? (message.statusCode ?? 0) : 0,
        reason: local ?? realReason(message.reasonPhrase ?? ""),
      });
    };
    const rang = (response: IncomingResponse) => {
      // An answer to an INVITE has one; its type does not say so here.
      if ("session" in response) this.#early = response.session;
      this.#hearEarly(response.message);
      this.log.tell("ringing");
    };
    return { onProgress: rang, onReject: refused, onRedirect: refused };
  }

  /**
   * Sound before the answer, such as a prompt. sip.js is not told: with its early media it hangs up on a PBX that forked
   * the call.
   */
  #hearEarly(message: IncomingResponse["message"]): void {
    if (message.getHeader("content-type") === "application/sdp") this.#media?.answeredWith(message.body);
  }

  #finishOnWire(): void {
    this.#stopRinging();
    const inviter = this.#inviter;
    if (inviter === undefined) return;
    if (inviter.state === SessionState.Established) inviter.bye().catch(() => undefined);
    else if (inviter.state === SessionState.Initial || inviter.state === SessionState.Establishing) {
      this.#parts.agent.wire.giveUp(inviter.request.callId);
      inviter.cancel().catch(() => undefined);
    }
    if (inviter.state !== SessionState.Terminated) this.#end.limit();
  }

  #terminated({ request }: Inviter): void {
    this.#stopRinging();
    if (this.log.state === "answered") this.#end.decide({ state: "ended", reason: "the session failed" });
    else this.#end.decide({ state: "failed", status: 488, reason: "the answer has no usable media" });
    this.#end.onceAnswered(request.callId);
  }
}
