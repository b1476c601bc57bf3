import { nextEdge } from "../dialplan/next-edge.js";
import type { Clock } from "../model/clock.js";
import type { TimeGroup } from "../model/setup/calling.js";

/** How far is looked ahead; a machine whose clock is set meanwhile is right again after that. */
const horizonMs = 3_600_000;

export interface HoursTimerOptions {
  readonly clock: Pick<Clock, "after">;
  /** Wall clock of the PBX, in ms since 1970; undefined: it stands still. */
  readonly wall: () => number | undefined;
  /** Of the PBX now. */
  readonly groups: () => readonly TimeGroup[];
  readonly onEdge: () => void;
}

/** Tells when a time group opens or closes (PBX-88): on an idle fleet no event does. */
export class HoursTimer {
  readonly #options: HoursTimerOptions;
  #cancel: () => void = () => undefined;

  constructor(options: HoursTimerOptions) {
    this.#options = options;
  }

  /** To be called again when the clock was moved, or the time groups are others. */
  start(): void {
    this.stop();
    const { clock, wall, groups, onEdge } = this.#options;
    const nowMs = wall();
    const watched = groups();
    if (nowMs === undefined || watched.length === 0) return;
    const edgeMs = nextEdge(watched, nowMs, horizonMs);
    this.#cancel = clock.after((edgeMs ?? nowMs + horizonMs) - nowMs, () => {
      // A timer that fires a moment early finds the same edge before it.
      this.start();
      if (edgeMs !== undefined) onEdge();
    });
  }

  stop(): void {
    this.#cancel();
    this.#cancel = () => undefined;
  }
}
