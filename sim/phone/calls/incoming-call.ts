import { type Invitation, SessionState } from "sip.js";
import { type Call, type CallParts, reasonRemark, ringLimitMs } from "./call.js";
import type { CallLog } from "./call-log.js";
import { MediaPort } from "./media-port.js";
import { sessionDelegate } from "./session-delegate.js";

const busyHere = 486;
const temporarilyUnavailable = 480;
const requestTerminated = 487;

/** A call that rings at this handset. */
export class IncomingCall implements Call {
  readonly log: CallLog;
  readonly callId: string;
  readonly #parts: CallParts;
  readonly #invitation: Invitation;
  #remoteReason: string | undefined;
  #acknowledged = false;
  #answering = false;
  #stopRinging: () => void = () => undefined;

  constructor(parts: CallParts, invitation: Invitation, callId: string) {
    this.#parts = parts;
    this.log = parts.log;
    this.#invitation = invitation;
    this.callId = callId;
    this.#watch();
    this.log.tell("ringing");
    invitation.progress().catch(() => undefined);
  }

  /** Rings and was not picked up. */
  get rings(): boolean {
    return this.log.state === "ringing" && !this.#answering;
  }

  answer(): void {
    if (!this.rings) return;
    this.#answering = true;
    this.#stopRinging();
    void this.#accept();
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
    if (this.log.over) return;
    if (this.#invitation.state === SessionState.Initial) {
      this.reject();
      return;
    }
    this.log.tell("ended", { reason: "hung up" });
    this.#invitation.bye().catch(() => undefined);
    if (this.#invitation.state === SessionState.Terminated) return;
    // Before the ACK no BYE may go out (RFC 3261 §15); sip.js sends it then, at 64·T1 at the latest.
    this.#stopRinging = this.#parts.clock.after(70 * this.#parts.timers.t1, () => this.#gone());
  }

  drop(reason: string): void {
    this.#stopRinging();
    this.log.tell("ended", { reason });
  }

  #watch(): void {
    const delegate = sessionDelegate((reason) => {
      this.#remoteReason = `hung up by the other side${reasonRemark(reason)}`;
    });
    this.#invitation.delegate = {
      ...delegate,
      onAck: () => {
        this.#acknowledged = true;
      },
      onCancel: (cancel) => {
        this.#remoteReason = `given up by the caller${reasonRemark(cancel.request.getHeader("reason"))}`;
      },
    };
    this.#invitation.stateChange.addListener((state) => {
      if (state === SessionState.Established) this.log.tell("answered");
      if (state === SessionState.Terminated) this.#terminated();
    });
    const { clock, timers } = this.#parts;
    this.#stopRinging = clock.after(ringLimitMs(timers), () => {
      this.#refuse(temporarilyUnavailable, "nobody answered");
    });
  }

  async #accept(): Promise<void> {
    let media: MediaPort | undefined;
    try {
      media = await MediaPort.open(this.#parts.host);
      if (this.log.over || this.#invitation.state !== SessionState.Initial) {
        media.close();
        return;
      }
      this.#parts.agent.giveMedia(this.#invitation, media);
      await this.#invitation.accept();
    } catch (error) {
      media?.close();
      this.#refuse(temporarilyUnavailable, error instanceof Error ? error.message : String(error));
    }
  }

  #refuse(statusCode: number, reason: string): void {
    if (this.log.over) return;
    this.log.tell("ended", { status: statusCode, reason });
    this.#invitation.reject({ statusCode }).catch(() => undefined);
  }

  #terminated(): void {
    const unheard = this.log.state === "answered" && !this.#acknowledged;
    const reason = this.#remoteReason ?? (unheard ? "no ACK came for the answer" : "the session failed");
    this.log.tell("ended", { reason });
    this.#gone();
  }

  #gone(): void {
    this.#stopRinging();
    this.#parts.onGone();
  }
}
