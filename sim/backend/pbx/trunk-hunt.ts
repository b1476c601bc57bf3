import type { TrunkAttempt } from "../../dialplan/decision.js";
import { isFull } from "../../dialplan/trunk-attempts.js";
import { goesOnAfter, type TrunkFailure } from "../../dialplan/trunk-failover.js";
import type { Carrier } from "./carrier.js";

/** How long one trunk may take to answer. */
const ringMs = 120_000;

/** How long the trunks may take together: the SIP server gives an INVITE up after 180 s. */
const limitMs = 170_000;

/** What comes next: a trunk that is called, or nothing more. */
export type HuntStep =
  | {
      readonly kind: "call";
      readonly attempt: TrunkAttempt;
      readonly ringLimitMs: number;
      /** Hears how the trunk failed. @returns whether the next one is tried */
      readonly goesOn: (failure: TrunkFailure) => boolean;
    }
  /** Every trunk was tried or passed over: the route says where the call goes (PBX-91). */
  | { readonly kind: "uncarried" }
  /** No further trunk is tried, though there may be one. */
  | { readonly kind: "stopped"; readonly status: 503 };

/** The trunks of one call, one after the other (PBX-90). */
export class TrunkHunt {
  /** What became of the call at the trunks so far, for the log. */
  readonly failures: string[] = [];
  readonly #carrier: Pick<Carrier, "setup" | "seams" | "running" | "farEnd" | "clock">;
  readonly #left: TrunkAttempt[];
  readonly #endsAtMs: number;

  /** @param sinceMs when the SIP server began to wait for an answer of this call */
  constructor(
    carrier: Pick<Carrier, "setup" | "seams" | "running" | "farEnd" | "clock">,
    attempts: readonly TrunkAttempt[],
    sinceMs: number,
  ) {
    this.#carrier = carrier;
    this.#left = [...attempts];
    this.#endsAtMs = sinceMs + limitMs;
  }

  /** Trunks that are down or full are passed over: no INVITE leaves. */
  next(): HuntStep {
    const { setup, seams, running, farEnd, clock } = this.#carrier;
    for (let attempt = this.#left.shift(); attempt; attempt = this.#left.shift()) {
      const { trunk } = attempt;
      const isDown = farEnd.isDown(trunk);
      if (!isDown && !isFull(setup.current, trunk, running)) {
        const ringLimitMs = Math.min(ringMs, this.#endsAtMs - clock.now());
        return { kind: "call", attempt, ringLimitMs, goesOn: (failure) => this.#goesOn(trunk, failure) };
      }
      this.failures.push(`trunk ${trunk} is ${isDown ? "down" : "full"}`);
      // What Asterisk makes of that is what it makes of a 503.
      if (!seams.failover(true)) return { kind: "stopped", status: 503 };
    }
    return { kind: "uncarried" };
  }

  #goesOn(trunk: string, failure: TrunkFailure): boolean {
    const { setup, seams, clock } = this.#carrier;
    const settings = setup.current.trunks[trunk] ?? { continueIfBusy: false };
    this.failures.push(`trunk ${trunk} ${failureText(failure)}`);
    return seams.failover(goesOnAfter(failure, settings)) && clock.now() < this.#endsAtMs;
  }
}

function failureText(failure: TrunkFailure): string {
  return failure === "ring-timeout" ? "was not answered in time" : `answered ${failure}`;
}
