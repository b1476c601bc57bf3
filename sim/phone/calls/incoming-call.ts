import { type Invitation, SessionState } from "sip.js";
import type { KeyTimestamps } from "../../media/rtp/rtp-sender.js";
import { type Call, type CallParts, reasonRemark, ringLimitMs } from "./call.js";
import { CallEnd } from "./call-end.js";
import type { CallLog } from "./call-log.js";
import { CallMedia } from "./call-media.js";
import { Hold } from "./hold.js";
import { Keypad } from "./keypad.js";
import { sessionDelegate } from "./session-delegate.js";

const busyHere = 486;
const temporarilyUnavailable = 480;
const requestTerminated = 487;

/** A call that rings at this handset. */
export class IncomingCall implements Call {
  readonly log: CallLog;
  readonly hold: Hold;
  readonly callId: string;
  readonly #parts: CallParts;
  readonly #invitation: Invitation;
  readonly #end: CallEnd;
  readonly #keypad: Keypad;
  #media: CallMedia | undefined;
  #acknowledged = false;
  /** Resolves when the 200 has left, or could not. */
  #answering: Promise<void> | undefined;
  #stopRinging: () => void = () => undefined;

  constructor(parts: CallParts, invitation: Invitation, callId: string) {
    this.#parts = parts;
    this.#end = new CallEnd(parts);
    this.log = parts.log;
    this.hold = new Hold(() => (this.isUp ? invitation : undefined), parts);
    this.#invitation = invitation;
    this.callId = callId;
    this.#keypad = new Keypad(
      () => (this.isUp ? invitation.dialog : undefined),
      (keys, timestamps) => this.#media?.press(keys, timestamps) === true,
      (why) => parts.note(`a key in call ${parts.log.name} was not heard: ${why}`),
    );
    this.#watch();
    this.log.tell("ringing");
    invitation.progress().catch(() => undefined);
  }

  get isUp(): boolean {
    return !this.log.over && !this.#end.isDecided;
  }

  /** Rings and was not picked up. */
  get rings(): boolean {
    return this.isUp && this.log.state === "ringing" && this.#answering === undefined;
  }

  answer(): void {
    if (!this.rings) return;
    this.#stopRinging();
    this.#answering = this.#accept();
  }

  reject(): void {
    this.#refuse(busyHere, "rejected");
  }

  /** A BYE came while it rings (RFC 3261 §15.1.2): sip.js answers it and rings on. */
  abandoned(): void {
    if (this.#invitation.state === SessionState.Initial)
      this.#refuse(requestTerminated, "given up by the caller");
  }

  hangUp(): void {
    if (!this.isUp) return;
    if (this.#invitation.state === SessionState.Initial) {
      // It has been picked up: the 200 leaves first, then the BYE.
      if (this.#answering === undefined) this.reject();
      else void this.#answering.then(() => this.hangUp());
      return;
    }
    this.#stopRinging();
    this.#end.decide({ state: "ended", reason: "hung up" });
    // Before the ACK no BYE may go out (RFC 3261 §15); sip.js sends it then, at 64·T1 at the latest.
    this.#end.limit();
    this.#invitation.bye().catch(() => undefined);
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

  #watch(): void {
    const delegate = sessionDelegate((reason) => {
      this.#end.decide({ state: "ended", reason: `hung up by the other side${reasonRemark(reason)}` });
    });
    this.#invitation.delegate = {
      ...delegate,
      onAck: () => {
        this.#acknowledged = true;
      },
      onCancel: (cancel) => {
        const remark = reasonRemark(cancel.request.getHeader("reason"));
        this.#end.decide({ state: "ended", reason: `given up by the caller${remark}` });
      },
    };
    this.#invitation.stateChange.addListener((state) => {
      if (state === SessionState.Established) this.log.tell("answered");
      if (state === SessionState.Terminated) this.#terminated();
    });
    const { clock, timers } = this.#parts;
    this.#stopRinging = clock.after(ringLimitMs(timers), () => {
      this.#refuse(temporarilyUnavailable, "not answered");
    });
  }

  async #accept(): Promise<void> {
    let media: CallMedia | undefined;
    try {
      media = await CallMedia.open(this.#parts);
      if (!this.isUp || this.#invitation.state !== SessionState.Initial) {
        media.close();
        return;
      }
      this.#media = media;
      this.#parts.agent.giveMedia(this.#invitation, media);
      await this.#invitation.accept();
    } catch (error) {
      media?.close();
      this.#refuse(temporarilyUnavailable, error instanceof Error ? error.message : String(error));
    }
  }

  #refuse(statusCode: number, reason: string): void {
    if (!this.isUp) return;
    this.#end.decide({ state: "ended", status: statusCode, reason });
    // Where sip.js is past the point of refusing it, nothing else would end the call.
    this.#end.limit();
    this.#invitation.reject({ statusCode }).catch(() => undefined);
  }

  #terminated(): void {
    this.#stopRinging();
    const unheard = this.log.state === "answered" && !this.#acknowledged;
    this.#end.decide({
      state: "ended",
      reason: unheard ? "no ACK came for the answer" : "the session failed",
    });
    this.#end.onceAnswered(this.callId);
  }
}
