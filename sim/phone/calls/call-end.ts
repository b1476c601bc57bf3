import type { CallParts } from "./call.js";

/** How a call ends, as the transcript will have it. */
interface End {
  readonly state: "ended" | "failed";
  readonly status?: number;
  readonly reason: string;
}

/**
 * The end of one call: decided once, and recorded when the wire has it too. A BYE that was sent ends nothing until it is
 * answered (RFC 3261 §15.1.1), or was never answered in 64·T1.
 */
export class CallEnd {
  readonly #parts: CallParts;
  #end: End | undefined;
  /** Set by the first limit: a BYE that waits for an ACK must not get a second one of its own. */
  #cancelLimit: (() => void) | undefined;

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  get isDecided(): boolean {
    return this.#end !== undefined;
  }

  /** What is decided first stands. */
  decide(end: End): void {
    this.#end ??= end;
  }

  /** sip.js has sent what there was to send; the answers are waited for. */
  onceAnswered(callId: string): void {
    this.limit();
    this.#parts.agent.wire.whenAnswered(callId, (unanswered) => this.tell(unanswered));
  }

  /** A server that answers nothing, or rings on after a CANCEL, must not keep the handset busy for ever. */
  limit(): void {
    const { clock, timers } = this.#parts;
    this.#cancelLimit ??= clock.after(70 * timers.t1, () => this.tell(true));
  }

  /** @param unanswered this phone ended it, and the other side never said that it has heard so */
  tell(unanswered = false): void {
    this.#cancelLimit?.();
    const { log, onGone } = this.#parts;
    if (this.#end !== undefined) {
      const { state, reason, ...status } = this.#end;
      const remark = unanswered && state === "ended" ? "; the other side did not answer" : "";
      log.tell(state, { ...status, reason: `${reason}${remark}` });
    }
    onGone();
  }

  /** Nothing is waited for any more. */
  drop(): void {
    this.#cancelLimit?.();
  }
}
