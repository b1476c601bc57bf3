interface Told {
  readonly atMs: number;
  untold: number;
}

export interface RepeatLimits {
  /** One line of a kind in this time, in ms. */
  readonly quietMs: number;
  /** Kinds that are reported within that time; more than that is an attack, or a misconfigured site. */
  readonly mostTold: number;
}

/** What a line about something that may come back says of the times before. */
export type Telling =
  /** @property untold how often it happened since the last line without being reported */
  | { readonly kind: "line"; readonly untold: number }
  /** Once, when the most is reached: what comes from now on is not reported. */
  | { readonly kind: "overflow" };

/** Keeps a log readable, and a disk from being filled, where something asks every second. */
export class Repeats {
  readonly #limits: RepeatLimits;
  /** By kind, the oldest first. */
  readonly #told = new Map<string, Told>();
  #overflowing = false;

  constructor(limits: RepeatLimits) {
    this.#limits = limits;
  }

  /** @returns undefined where nothing shall be said now */
  tell(kind: string, nowMs: number): Telling | undefined {
    const { quietMs, mostTold } = this.#limits;
    const before = this.#told.get(kind);
    if (before && nowMs - before.atMs < quietMs) {
      before.untold += 1;
      return undefined;
    }
    this.#told.delete(kind);
    if (this.#told.size >= mostTold) this.#forget(nowMs);
    if (this.#told.size >= mostTold) {
      if (this.#overflowing) return undefined;
      this.#overflowing = true;
      return { kind: "overflow" };
    }
    this.#overflowing = false;
    this.#told.set(kind, { atMs: nowMs, untold: 0 });
    return { kind: "line", untold: before?.untold ?? 0 };
  }

  #forget(nowMs: number): void {
    for (const [kind, { atMs }] of this.#told) {
      if (nowMs - atMs < this.#limits.quietMs) return;
      this.#told.delete(kind);
    }
  }
}

/** Characters of what a stranger wrote. */
const longestText = 160;

/** A stranger's text as it may stand in a log. */
export function loggable(text: string): string {
  const clean = text.replaceAll(/[^\x20-\x7e]/g, "?");
  return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
}
