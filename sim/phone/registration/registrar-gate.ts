import type { Random } from "../../model/random.js";

/** How fast the handsets of this process may start registrations at one registrar. */
export interface GateLimits {
  readonly perSecond: number;
  readonly burst: number;
  /** Timeouts in a row, over all handsets, after which the registrar counts as down. */
  readonly downAfterTimeouts: number;
  /** While it is down: ms between two probing handsets. */
  readonly probeEveryMs: number;
}

/** A PBX restart must give a ramp, not a storm: Asterisk takes about 690 authenticated registrations/s a core. */
export const defaultGateLimits: GateLimits = {
  perSecond: 300,
  burst: 50,
  downAfterTimeouts: 20,
  probeEveryMs: 1000,
};

/**
 * What all handsets of the process know together about one registrar: a token bucket for starts, and whether it
 * answers at all. First come, first served: each caller gets the time of its own turn.
 */
export class RegistrarGate {
  readonly #limits: GateLimits;
  readonly #random: Random;
  /** Time up to which the bucket is lent out (virtual scheduling: no counter, no refill timer). */
  #lentUntil = 0;
  #timeoutsInARow = 0;
  #nextProbe = 0;

  constructor(limits: GateLimits, random: Random) {
    this.#limits = limits;
    this.#random = random;
  }

  get isDown(): boolean {
    return this.#timeoutsInARow >= this.#limits.downAfterTimeouts;
  }

  /**
   * Asks for a turn.
   *
   * @param holdsTurn the caller has waited for the turn that it was given
   * @returns 0: go ahead. More: wait so many ms, then ask again, `holdsTurn` as it says
   */
  ask(nowMs: number, holdsTurn: boolean): { readonly waitMs: number; readonly holdsTurn: boolean } {
    if (this.isDown) {
      if (nowMs >= this.#nextProbe) {
        this.#nextProbe = nowMs + this.#limits.probeEveryMs;
        return goAhead;
      }
      return { waitMs: this.#limits.probeEveryMs * (0.8 + 0.4 * this.#random.next()), holdsTurn: false };
    }
    if (holdsTurn) return goAhead;
    const interval = 1000 / this.#limits.perSecond;
    this.#lentUntil = Math.max(nowMs, this.#lentUntil) + interval;
    const waitMs = this.#lentUntil - this.#limits.burst * interval - nowMs;
    return waitMs <= 0 ? goAhead : { waitMs, holdsTurn: true };
  }

  /** It answers. */
  answered(): void {
    this.#timeoutsInARow = 0;
  }

  /** A REGISTER ran into timer F. */
  timedOut(): void {
    this.#timeoutsInARow++;
  }
}

const goAhead = { waitMs: 0, holdsTurn: false } as const;
