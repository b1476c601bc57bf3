import type { EmergencyLink, EmergencyPathView } from "./emergency-path-view.js";
import type { EmergencySample } from "./emergency-sample.js";
import type { TranscriptEvent } from "./event.js";

/** Emergency calls that were sampled from a desk while it had no path. */
export interface CallsWithout {
  readonly placed: number;
  readonly reached: number;
}

const noCalls: CallsWithout = { placed: 0, reached: 0 };

/** An unbroken stretch without an emergency path. Times are milliseconds. */
export interface EmergencyGap {
  /** Since the run began. */
  readonly fromMs: number;
  readonly durationMs: number;
  /** The link that broke first, and what was wrong with it. */
  readonly link: EmergencyLink;
  readonly missing: string;
  /** Nothing had mended it when the watch ended. */
  readonly isOpen: boolean;
  /** Who accepts it, and why; absent: nobody. */
  readonly accepted?: string;
  /** That were sampled in it. */
  readonly calls: CallsWithout;
}

/** What a desk lacked before its first path. */
interface Lack {
  readonly link: EmergencyLink;
  readonly missing: string;
  readonly calls: CallsWithout;
}

/** How one desk could call for help while it had power and had been able to before. Times are milliseconds. */
export interface DeskGaps {
  readonly phone: string;
  readonly location?: string;
  /** It had power, and never an emergency path. */
  readonly never: boolean;
  /** Of one that never had a path: its time with power, and what it lacked last. */
  readonly lacked?: Lack & { readonly ms: number };
  readonly watchedMs: number;
  readonly gaps: readonly EmergencyGap[];
  /** Gaps that nobody accepts. */
  readonly withoutMs: number;
  readonly degradedMs: Readonly<Partial<Record<EmergencyLink, number>>>;
  /** A link could not be read: nothing is proven about the desk then. */
  readonly unknownMs: number;
}

interface OpenStretch extends EmergencyPathView {
  readonly fromMs: number;
  calls: CallsWithout;
}

/** It is over, and a call that was placed in it may still be told. */
interface FollowedGap extends EmergencyGap {
  calls: CallsWithout;
}

/**
 * Follows the emergency paths of one scenario or fleet (emergency.md §5). A desk is watched from its first path on;
 * one without power is dark, and outside the watch. A gap begins with the event that broke the first link, whichever
 * side told it, and ends with the one that mended the last.
 */
export class EmergencyGaps {
  readonly #desks = new Map<string, DeskFollowed>();
  #endMs: number | undefined;

  /** Takes one more event; all of one scenario or fleet, until it is torn down. */
  add(event: TranscriptEvent): void {
    if (this.#endMs !== undefined) return;
    if (event.type === "tear-down") this.#endMs = event.atMs;
    if (event.phone === undefined) return;
    const { phone, atMs } = event;
    if (event.type === "handset") this.#desk(phone).location = event.location;
    if (event.type === "emergency-sample") this.#desk(phone).sampled(event);
    if (event.type === "power") this.#desk(phone).power(event.on, atMs);
    if (event.type === "emergency-path") this.#desk(phone).path(event, atMs);
  }

  /** @param nowMs since the run began; what is open goes on until then, or until the tear-down */
  desks(nowMs: number): DeskGaps[] {
    return [...this.#desks.values()].map((desk) => desk.until(this.#endMs ?? nowMs));
  }

  #desk(phone: string): DeskFollowed {
    const known = this.#desks.get(phone);
    if (known) return known;
    const desk = new DeskFollowed(phone);
    this.#desks.set(phone, desk);
    return desk;
  }
}

class DeskFollowed {
  readonly #phone: string;
  readonly #gaps: FollowedGap[] = [];
  readonly #degradedMs: Partial<Record<EmergencyLink, number>> = {};
  location: string | undefined;
  /** Before its first path. */
  #waitingSinceMs: number | undefined;
  #waitedMs = 0;
  #lack: Lack | undefined;
  #isDark = true;
  #hadPower = false;
  #isWatched = false;
  #watchedMs = 0;
  #unknownMs = 0;
  #stretch: OpenStretch | undefined;

  constructor(phone: string) {
    this.#phone = phone;
  }

  power(on: boolean, atMs: number): void {
    this.#close(atMs);
    this.#endWait(atMs);
    this.#isDark = !on;
    if (on) this.#hadPower = true;
  }

  path({ path, link, missing, accepted }: EmergencyPathView, atMs: number): void {
    if (this.#isDark) return;
    // Nothing is known of a path that cannot be read: it may well have been one.
    if (!this.#isWatched && path === "none") {
      this.#endWait(atMs);
      this.#waitingSinceMs = atMs;
      this.#lack = { link: link ?? "E1", missing, calls: this.#lack?.calls ?? noCalls };
      return;
    }
    this.#endWait(atMs);
    this.#isWatched = true;
    // One stretch without a path is one gap, whichever link is missing meanwhile.
    if (path === "none" && this.#stretch?.path === "none" && this.#stretch.accepted === accepted) return;
    this.#close(atMs);
    this.#stretch = {
      ...{ fromMs: atMs, path, missing, calls: noCalls },
      ...(link === undefined ? {} : { link }),
      ...(accepted === undefined ? {} : { accepted }),
    };
  }

  /** A call belongs to the gap that it was placed in, although that may be over by the time it is told. */
  sampled({ expected, reached }: EmergencySample): void {
    if (expected.path !== "none") return;
    const gap = this.#stretch?.path === "none" ? this.#stretch : this.#gaps.at(-1);
    if (gap !== undefined) gap.calls = withCall(gap.calls, reached);
    else {
      const { link = "E1", missing } = expected;
      const lack = this.#lack ?? { link, missing, calls: noCalls };
      this.#lack = { ...lack, calls: withCall(lack.calls, reached) };
    }
  }

  #endWait(atMs: number): void {
    this.#waitedMs += this.#waitingMs(atMs);
    this.#waitingSinceMs = undefined;
  }

  #waitingMs(atMs: number): number {
    return this.#waitingSinceMs === undefined ? 0 : atMs - this.#waitingSinceMs;
  }

  until(atMs: number): DeskGaps {
    const open = this.#stretch;
    const rest = open === undefined ? 0 : atMs - open.fromMs;
    const last = open?.path === "none" ? [gapOf(open, atMs, true)] : [];
    const gaps = [...this.#gaps.map((gap) => ({ ...gap })), ...last];
    const unaccepted = gaps.filter(({ accepted }) => accepted === undefined);
    const waitedMs = this.#waitedMs + this.#waitingMs(atMs);
    return {
      phone: this.#phone,
      ...(this.location === undefined ? {} : { location: this.location }),
      ...(this.#isWatched || this.#lack === undefined ? {} : { lacked: { ms: waitedMs, ...this.#lack } }),
      never: this.#hadPower && !this.#isWatched,
      watchedMs: this.#watchedMs + rest,
      gaps,
      withoutMs: unaccepted.reduce((sum, { durationMs }) => sum + durationMs, 0),
      degradedMs: open?.path === "degraded" ? this.#degradedWith(open, rest) : { ...this.#degradedMs },
      unknownMs: this.#unknownMs + (open?.path === "unknown" ? rest : 0),
    };
  }

  #close(atMs: number): void {
    const stretch = this.#stretch;
    if (stretch === undefined) return;
    this.#stretch = undefined;
    const lastedMs = atMs - stretch.fromMs;
    this.#watchedMs += lastedMs;
    if (stretch.path === "none") this.#gaps.push(gapOf(stretch, atMs, false));
    if (stretch.path === "unknown") this.#unknownMs += lastedMs;
    if (stretch.path === "degraded") Object.assign(this.#degradedMs, this.#degradedWith(stretch, lastedMs));
  }

  #degradedWith({ link }: OpenStretch, ms: number): Partial<Record<EmergencyLink, number>> {
    return link === undefined
      ? { ...this.#degradedMs }
      : { ...this.#degradedMs, [link]: (this.#degradedMs[link] ?? 0) + ms };
  }
}

function withCall({ placed, reached: before }: CallsWithout, reached: boolean): CallsWithout {
  return { placed: placed + 1, reached: before + (reached ? 1 : 0) };
}

function gapOf(
  { fromMs, link, missing, accepted, calls }: OpenStretch,
  atMs: number,
  isOpen: boolean,
): EmergencyGap {
  return {
    ...{ fromMs, durationMs: atMs - fromMs, link: link ?? "E1", missing, isOpen, calls },
    ...(accepted === undefined ? {} : { accepted }),
  };
}
