import type { EmergencyLink, EmergencyPathView } from "./emergency-path-view.js";
import type { TranscriptEvent } from "./event.js";

/** How long one desk could call for help with something wrong about it, for one cause. Times are milliseconds. */
export interface DeskDegraded {
  readonly phone: string;
  readonly location?: string;
  /** The first link that was broken, and what was wrong with it. */
  readonly link: EmergencyLink;
  readonly missing: string;
  /** Unbroken stretches. */
  readonly times: number;
  readonly longestMs: number;
  readonly totalMs: number;
  /** Nothing had mended it when the watch ended. */
  readonly stays?: true;
}

/** A phone that starts can be rung a moment after it can dial: what is mended so soon is no finding. In milliseconds. */
const startMs = 1000;

interface Stretch {
  readonly fromMs: number;
  readonly link: EmergencyLink;
  readonly missing: string;
}

interface DegradedFollowed {
  location: string | undefined;
  open: Stretch | undefined;
  /** By cause. */
  readonly rows: Map<string, DeskDegraded>;
}

/**
 * Which desks of one scenario or fleet were degraded, why, and how long until each was well again: a phone without a
 * contact, above all. Dark desks, and those without a path, are no business of it.
 */
export class DegradedDesks {
  readonly #desks = new Map<string, DegradedFollowed>();
  #endMs: number | undefined;

  /** Takes one more event; all of one scenario or fleet, until it is torn down. */
  add(event: TranscriptEvent): void {
    if (this.#endMs !== undefined) return;
    const { phone, atMs } = event;
    if (event.type === "tear-down") this.#endMs = atMs;
    if (phone === undefined) return;
    if (event.type === "handset") this.#desk(phone).location = event.location;
    if (event.type === "power" && !event.on) this.#close(phone, atMs);
    if (event.type === "emergency-path") this.#path(phone, event, atMs);
  }

  /** @param nowMs since the run began; what is open goes on until then, or until the tear-down */
  rows(nowMs: number): DeskDegraded[] {
    const endMs = this.#endMs ?? nowMs;
    return [...this.#desks]
      .flatMap(([phone, { rows, open, location }]) => {
        if (open === undefined) return [...rows.values()];
        const last = withStretch({ phone, location, stretch: open, before: rows.get(causeOf(open)) }, endMs);
        return [...new Map(rows).set(causeOf(open), { ...last, stays: true }).values()];
      })
      .sort((one, other) => other.totalMs - one.totalMs);
  }

  #path(phone: string, { path, link, missing }: EmergencyPathView, atMs: number): void {
    const { open } = this.#desk(phone);
    if (path === "degraded" && open?.link === link && open?.missing === missing) return;
    this.#close(phone, atMs);
    if (path === "degraded" && link !== undefined) this.#desk(phone).open = { fromMs: atMs, link, missing };
  }

  #close(phone: string, atMs: number): void {
    const desk = this.#desk(phone);
    const { open: stretch, location, rows } = desk;
    if (stretch === undefined) return;
    desk.open = undefined;
    if (atMs - stretch.fromMs < startMs) return;
    const cause = causeOf(stretch);
    rows.set(cause, withStretch({ phone, location, stretch, before: rows.get(cause) }, atMs));
  }

  #desk(phone: string): DegradedFollowed {
    const known = this.#desks.get(phone);
    if (known) return known;
    const desk: DegradedFollowed = { location: undefined, open: undefined, rows: new Map() };
    this.#desks.set(phone, desk);
    return desk;
  }
}

function causeOf({ link, missing }: Stretch): string {
  return `${link} ${missing}`;
}

interface StretchOfDesk {
  readonly phone: string;
  readonly location: string | undefined;
  readonly stretch: Stretch;
  readonly before: DeskDegraded | undefined;
}

function withStretch({ phone, location, stretch, before }: StretchOfDesk, endMs: number): DeskDegraded {
  const ms = endMs - stretch.fromMs;
  const { times = 0, longestMs = 0, totalMs = 0 } = before ?? {};
  return {
    ...{ phone, link: stretch.link, missing: stretch.missing },
    ...(location === undefined ? {} : { location }),
    ...{ times: times + 1, longestMs: Math.max(longestMs, ms), totalMs: totalMs + ms },
  };
}
