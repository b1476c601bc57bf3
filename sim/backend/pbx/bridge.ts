import {
  type CallerStatus,
  callerStatusOfAll,
  nobodyThere,
  ringTimeout,
} from "../../dialplan/dial-status.js";
import type { TrunkFailure } from "../../dialplan/trunk-failover.js";
import type { Clock } from "../../model/clock.js";
import { bodyWithLocation } from "../../sip/message/sent-location.js";
import { sdpIn } from "../../sip/sdp/sdp-in.js";
import {
  type Headers,
  type IncomingRequest,
  type IncomingResponse,
  type SentRequest,
  type SipApp,
  type SipDialog,
  statusIn,
} from "../drachtio/sip-app.js";
import type { CallerSide } from "./caller-side.js";
import { linkDialogs, type SoundWay } from "./linked-dialogs.js";

/** One place that a call may be answered at. */
export interface BridgeTarget {
  readonly uri: string;
  readonly headers: Readonly<Headers>;
  /** Where the caller is: a PIDF-LO that goes out beside the offer. */
  readonly location?: string;
}

export interface BridgeOptions {
  readonly app: SipApp;
  readonly caller: Pick<CallerSide, "ringing" | "answer" | "fail">;
  /** What the caller offers. */
  readonly offer: string;
  /** Hears how a target describes itself, while it rings and when it answers; default: nobody has to. */
  readonly onDescribed?: (description: string) => void;
  /** All are called at the same time. */
  readonly targets: readonly BridgeTarget[];
  readonly ringLimitMs: number;
  readonly clock: Clock;
  /**
   * Nobody answered. @param failure of who failed last, or that the ringing time is over
   * @returns who takes the caller on from here, who has heard nothing yet; undefined: the caller gets the failure
   */
  readonly elsewhere?: (failure: TrunkFailure) => (() => void) | undefined;
  /** Both sides talk. @param leg index of the target that answered */
  readonly onAnswered: (leg: number) => void;
  /** One target cannot answer any more, while others may; not called for the rest when the call is answered or over. */
  readonly onLegEnded: (leg: number) => void;
  /** Whether a target whose 200 came too late gets its BYE. */
  readonly endsLate: () => boolean;
  /** How many targets have to fail before the call has, of so many. */
  readonly refusalsNeeded: (targets: number) => number;
  /** By what way their sound goes. */
  readonly way: SoundWay;
  /** Whether one side keeps the other on hold. */
  readonly onHeld: (held: boolean) => void;
  /** The caller gets a failure. @param why in words, for the log */
  readonly onFailed: (status: number, why: string) => void;
  /** A request of one side during the call is refused, be it by the other. */
  readonly onRefused: (request: IncomingRequest, status: number, why: string) => void;
  /** Once, when nothing of the call is left for this program to do. */
  readonly onEnded: () => void;
}

interface Leg {
  /** Index of its target. */
  readonly index: number;
  /** What can be cancelled: absent before it was sent, and after its end. */
  sent?: SentRequest;
  /** Final status of a leg that failed; 200 for one that was answered; undefined while it rings. */
  status?: number;
}

/** Why a leg is cancelled (asterisk-wire.md §5.4). The app library knows one value per name: the second line is in it. */
const cancelledBy = {
  caller: "Q.850;cause=127",
  time: "Q.850;cause=0",
  answer: 'SIP;cause=200;text="Call completed elsewhere"\r\nReason: Q.850;cause=26',
};
const normalEnd = { Reason: "Q.850;cause=16" };

/**
 * A back-to-back call from one caller to one or many targets: the first 200 wins (PBX-141), the end of either side
 * ends the other, SDP passes through.
 *
 * ```
 * ringing ──200 of a leg──▶ joining ──200 to the caller sent──▶ up
 *    │ CANCEL, time-out,        │ CANCEL, BYE                    │ BYE of either side, hangUp
 *    │ all legs failed          ▼                                ▼
 *    └────────────────────────▶ over ◀───────────────────────────┘
 * ```
 * The caller's CANCEL is told to it (`cancelled`): that INVITE may be another's by then (`elsewhere`).
 */
export class Bridge {
  readonly #options: BridgeOptions;
  readonly #legs: Leg[] = [];
  #state: "ringing" | "joining" | "up" | "over" = "ringing";
  /** Dialogs that still need a BYE from this side. */
  readonly #open = new Set<SipDialog>();
  #stopTimer: () => void = () => {};

  constructor(options: BridgeOptions) {
    this.#options = options;
  }

  start(): void {
    const { targets, clock, ringLimitMs } = this.#options;
    if (targets.length === 0) {
      this.#fail(nobodyThere, "no phone is there to ring");
      return;
    }
    this.#stopTimer = clock.after(ringLimitMs, () =>
      this.#fail(ringTimeout, "nobody answered in time", "ring-timeout"),
    );
    for (const target of targets) this.#call(target);
  }

  /** The caller has given up, or hung up a call that was answered before this bridge was. */
  cancelled(): void {
    // In a call that is up each side's own end is heard.
    if (this.#state !== "up") this.#end(cancelledBy.caller);
  }

  /** Ends the call from the inside. */
  hangUp(): void {
    if (this.#state === "ringing") this.#fail({ status: 480, cause: 20 }, "the PBX ended it");
    else this.#end();
  }

  /** Stops calling one target while the others ring on; the last one takes the call with it. */
  dropLeg(index: number): void {
    const leg = this.#legs[index];
    if (this.#state !== "ringing" || !leg || leg.status !== undefined) return;
    this.#cancel(leg);
    this.#failed(leg, 480);
  }

  #call(target: BridgeTarget): void {
    const leg: Leg = { index: this.#legs.length };
    this.#legs.push(leg);
    const { offer } = this.#options;
    const placed = target.location === undefined ? undefined : bodyWithLocation(offer, target.location);
    const options = {
      localSdp: placed?.body ?? offer,
      headers: { ...target.headers, ...placed?.headers },
    };
    const progress = {
      cbRequest: (_error: unknown, sent?: SentRequest) => {
        if (sent) leg.sent = sent;
        if (this.#state !== "ringing" || leg.status !== undefined) this.#cancel(leg);
      },
      cbProvisional: (provisional: IncomingResponse) => this.#tellRinging(provisional),
    };
    try {
      this.#options.app.createUAC(target.uri, options, progress, (error, dialog) => {
        if (dialog) this.#answered(leg, dialog);
        else this.#failed(leg, statusIn(error) ?? 503);
      });
    } catch {
      // The library throws when its connection to the SIP server is gone.
      this.#failed(leg, 503);
    }
  }

  /** The caller hears early media only of a lone phone. */
  #tellRinging({ status, raw }: IncomingResponse): void {
    if (this.#state !== "ringing" || (status !== 180 && status !== 183)) return;
    const { caller, targets } = this.#options;
    const early = targets.length === 1 && status === 183 ? sdpIn(raw) : undefined;
    if (early !== undefined) this.#options.onDescribed?.(early);
    caller.ringing(early);
  }

  #failed(leg: Leg, status: number): void {
    // A leg that was dropped says so again with its 487.
    if (leg.status !== undefined) return;
    leg.status = status;
    delete leg.sent;
    if (this.#state === "ringing") this.#options.onLegEnded(leg.index);
    const statuses = this.#legs.map((each) => each.status);
    const all = statuses.filter((each) => each !== undefined);
    if (all.length < this.#options.refusalsNeeded(this.#options.targets.length)) return;
    const why = `who was called answered with ${[...new Set(all)].join(", ")}`;
    this.#fail(callerStatusOfAll(all), why, status);
  }

  #answered(leg: Leg, dialog: SipDialog): void {
    if (this.#state !== "ringing" || leg.status !== undefined) {
      // A 200 that crossed our CANCEL (PBX-141): it was acknowledged, so it needs a BYE.
      if (this.#options.endsLate()) dialog.destroy({ headers: normalEnd }, () => {});
      return;
    }
    leg.status = 200;
    delete leg.sent;
    this.#open.add(dialog);
    this.#state = "joining";
    this.#stopTimer();
    for (const other of this.#legs) this.#cancel(other, cancelledBy.answer);
    // Without this listener in the same turn a BYE in the same chunk would be lost.
    dialog.on("destroy", () => this.#gone(dialog));
    const description = sdpIn(dialog.res.raw ?? "") ?? dialog.remote.sdp;
    this.#options.onDescribed?.(description);
    this.#options.caller.answer(description, (callerDialog) => {
      if (callerDialog) this.#open.add(callerDialog);
      if (!callerDialog || this.#state !== "joining") {
        this.#end();
        return;
      }
      this.#state = "up";
      callerDialog.on("destroy", () => this.#gone(callerDialog));
      linkDialogs(callerDialog, dialog, this.#options);
      this.#options.onAnswered(leg.index);
    });
  }

  #gone(dialog: SipDialog): void {
    this.#open.delete(dialog);
    this.#end();
  }

  #fail(told: CallerStatus, why: string, failure?: TrunkFailure): void {
    if (this.#state !== "ringing") return;
    const reason = failure === "ring-timeout" ? cancelledBy.time : undefined;
    const goOn = failure === undefined ? undefined : this.#options.elsewhere?.(failure);
    if (goOn) {
      this.#giveUpLegs(reason);
      goOn();
      return;
    }
    this.#options.onFailed(told.status, why);
    this.#options.caller.fail(told);
    this.#end(reason);
  }

  #end(reason?: string): void {
    const first = this.#state !== "over";
    this.#giveUpLegs(reason);
    this.#release();
    if (first) this.#options.onEnded();
  }

  /** Nothing that a leg still says reaches the caller from here on. */
  #giveUpLegs(reason?: string): void {
    this.#state = "over";
    this.#stopTimer();
    for (const leg of this.#legs) this.#cancel(leg, reason);
  }

  #cancel(leg: Leg, reason?: string): void {
    const { sent } = leg;
    if (!sent) return;
    delete leg.sent;
    try {
      sent.cancel(reason === undefined ? {} : { headers: { Reason: reason } }, () => {});
    } catch {
      // The library throws when its connection to the SIP server is gone.
    }
  }

  #release(): void {
    for (const dialog of this.#open) {
      this.#open.delete(dialog);
      // An error means that the dialog was gone already.
      dialog.destroy({ headers: normalEnd }, () => {});
    }
  }
}
