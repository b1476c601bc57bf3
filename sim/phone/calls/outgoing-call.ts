import { type Inviter, SessionState } from "sip.js";
import type { IncomingResponseMessage } from "sip.js/lib/core/messages/incoming-response-message.js";
import { type Call, type CallParts, reasonRemark, ringLimitMs } from "./call.js";
import type { CallLog } from "./call-log.js";
import { MediaPort } from "./media-port.js";
import { realReason } from "./plain-form.js";
import { sessionDelegate } from "./session-delegate.js";

/** A call that this handset places. */
export class OutgoingCall implements Call {
  readonly log: CallLog;
  readonly #parts: CallParts;
  #inviter: Inviter | undefined;
  #remoteReason: string | undefined;
  #stopWaiting: () => void = () => undefined;

  constructor(parts: CallParts) {
    this.#parts = parts;
    this.log = parts.log;
    this.log.tell("dialling");
    void this.#begin();
  }

  hangUp(): void {
    if (this.log.over) return;
    const answered = this.log.state === "answered";
    this.log.tell("ended", { reason: answered ? "hung up" : "given up before the answer" });
    this.#finishOnWire();
  }

  drop(reason: string): void {
    this.#stopWaiting();
    this.log.tell("ended", { reason });
  }

  async #begin(): Promise<void> {
    const { agent, log, host } = this.#parts;
    try {
      const media = await MediaPort.open(host);
      if (log.over) {
        media.close();
        this.#gone();
        return;
      }
      const inviter = agent.inviterFor(log.number, media);
      this.#inviter = inviter;
      this.#watch(inviter);
      await inviter.invite({ requestDelegate: this.#responses() });
    } catch (error) {
      log.tell("failed", { status: 0, reason: error instanceof Error ? error.message : String(error) });
      this.#gone();
    }
  }

  #watch(inviter: Inviter): void {
    inviter.delegate = sessionDelegate((reason) => {
      this.#remoteReason = `hung up by the other side${reasonRemark(reason)}`;
    });
    inviter.stateChange.addListener((state) => {
      if (state === SessionState.Established) {
        this.#stopWaiting();
        this.log.tell("answered");
      }
      // What the response says is told right after this, in the same turn.
      if (state === SessionState.Terminated) queueMicrotask(() => this.#terminated());
    });
    const { clock, timers } = this.#parts;
    this.#stopWaiting = clock.after(ringLimitMs(timers), () => {
      this.log.tell("failed", { status: 0, reason: "nobody answered" });
      this.#finishOnWire();
    });
  }

  #responses() {
    const refused = ({ message }: { readonly message: IncomingResponseMessage }) => {
      // sip.js makes up a response where none came; that has no headers.
      const came = message.hasHeader("via");
      const reason = came ? realReason(message.reasonPhrase ?? "") : "no answer";
      this.log.tell("failed", { status: came ? (message.statusCode ?? 0) : 0, reason });
    };
    return { onProgress: () => this.log.tell("ringing"), onReject: refused, onRedirect: refused };
  }

  #finishOnWire(): void {
    const { agent, clock, timers } = this.#parts;
    this.#stopWaiting();
    const inviter = this.#inviter;
    if (inviter === undefined) return;
    if (inviter.state === SessionState.Established) inviter.bye().catch(() => undefined);
    else if (inviter.state === SessionState.Initial || inviter.state === SessionState.Establishing) {
      agent.wire.giveUp(inviter.request.callId);
      inviter.cancel().catch(() => undefined);
    }
    // A server that answers neither would keep the handset busy for ever.
    if (inviter.state !== SessionState.Terminated) {
      this.#stopWaiting = clock.after(70 * timers.t1, () => this.#gone());
    }
  }

  #terminated(): void {
    const wasAnswered = this.log.state === "answered";
    if (wasAnswered) this.log.tell("ended", { reason: this.#remoteReason ?? "the session failed" });
    else this.log.tell("failed", { status: 488, reason: "the answer has no usable media" });
    this.#gone();
  }

  #gone(): void {
    this.#stopWaiting();
    this.#parts.onGone();
  }
}
