import type { Clock } from "../model/clock.js";
import type { Setup } from "../model/setup/setup.js";
import type { EmergencyPathView } from "../transcript/emergency-path-view.js";
import type { TranscriptEvent } from "../transcript/event.js";
import { FleetView, handsetKey } from "../transcript/fleet-view.js";
import type { HandsetView } from "../transcript/handset-view.js";
import { BackendNow, type BackendShows, type Touched } from "./backend-now.js";
import { CallLimits } from "./call-limits.js";
import { emergencyPath, type WorkedOutPath } from "./emergency-path.js";
import { HoursTimer } from "./hours-timer.js";

export interface EmergencyWatchOptions {
  /** As the PBX has it now. */
  readonly applied: () => Setup;
  readonly shows: BackendShows;
  /** Of the machine: its wall clock is that of the PBX, until a laboratory moves it. */
  readonly clock: Pick<Clock, "wall" | "after">;
  /** Hears each path that differs from the last. */
  readonly onPath: (phone: string, number: string, path: EmergencyPathView) => void;
}

interface WatchedDesk {
  readonly scenario: string | undefined;
  heldSecret: string | undefined;
  path: WorkedOutPath | undefined;
  /** Collect its paths from now on. */
  readonly followers: Set<WorkedOutPath[]>;
}

/**
 * The emergency paths of the desks of one scenario or fleet, worked out at every event from what the phones show and
 * what the backend tells (emergency.md §4). It asks about the first emergency number of the setup.
 */
export class EmergencyWatch {
  readonly #options: EmergencyWatchOptions;
  readonly #fleet = new FleetView();
  readonly #backend: BackendNow;
  readonly #desks = new Map<string, WatchedDesk>();
  readonly #limits = new CallLimits();
  readonly #hours: HoursTimer;
  #isOver = false;
  #hadNone = true;

  constructor(options: EmergencyWatchOptions) {
    this.#options = options;
    this.#backend = new BackendNow(options.shows, () => options.clock.wall());
    this.#hours = new HoursTimer({
      clock: options.clock,
      wall: () => (this.#backend.isFrozen ? undefined : this.#backend.wall()),
      groups: () => Object.values(options.applied().timeGroups),
      onEdge: () => this.#lookAtAll(),
    });
    this.#hours.start();
  }

  /** Takes one more event. After the tear-down it looks no more: the phones are being taken away. */
  add(event: TranscriptEvent): void {
    if (this.#isOver || event.type === "emergency-path") return;
    if (event.type === "tear-down") {
      this.#isOver = true;
      this.#hours.stop();
      return;
    }
    const before = this.#fleet.version;
    this.#fleet.apply(event);
    const touched = this.#backend.add(event);
    if (event.phone !== undefined) this.#ofPhone(event.phone, event);
    // With its PBX a moved clock is gone as well.
    if (event.type === "clock" || event.type === "outage") this.#hours.start();
    const isShown = this.#fleet.version !== before;
    if (touched === "all" || (event.type === "psap" && isShown)) this.#lookAtAll();
    else if (touched !== "none") this.#lookAtTouched(touched);
    else if (event.phone !== undefined && isShown) this.#look(event.phone, event.scenario);
  }

  /** The setup has changed, which no event tells. */
  lookAgain(): void {
    if (this.#isOver) return;
    this.#hours.start();
    this.#lookAtAll();
  }

  #lookAtAll(): void {
    for (const { name, scenario } of this.#fleet.handsets()) this.#look(name, scenario);
  }

  /** The path of a desk now, also where only time has passed; undefined: the desk has not been seen. */
  pathOf(phone: string): WorkedOutPath | undefined {
    const desk = this.#desks.get(phone);
    if (desk && !this.#isOver) this.#look(phone, desk.scenario);
    return desk?.path;
  }

  /** No desk has had a path, or one that might be there, since the watch began. */
  get hadNone(): boolean {
    return this.#hadNone;
  }

  /** @returns gives the paths that the desk has had since, and ends the following */
  follow(phone: string): () => readonly WorkedOutPath[] {
    const followers = this.#desks.get(phone)?.followers ?? new Set();
    const seen: WorkedOutPath[] = [];
    followers.add(seen);
    return () => {
      followers.delete(seen);
      return seen;
    };
  }

  #ofPhone(phone: string, event: TranscriptEvent): void {
    if (event.type === "config") this.#desk(phone, event.scenario).heldSecret = event.secretPrint;
  }

  /** With a thousand desks on one placeholder a call concerns them when it fills a limit, and else none of them. */
  #lookAtTouched(touched: Exclude<Touched, string>): void {
    if ("mac" in touched) {
      this.#lookWhere((view) => view.mac === touched.mac);
      return;
    }
    const { extensionFull, trunkFull } = this.#limits.after(
      touched.calls,
      this.#options.applied(),
      this.#backend,
    );
    if (trunkFull) this.#lookAtAll();
    else if (extensionFull) this.#lookWhere((view) => view.extension === touched.calls);
  }

  #lookWhere(isConcerned: (view: HandsetView) => boolean): void {
    for (const view of this.#fleet.handsets()) if (isConcerned(view)) this.#look(view.name, view.scenario);
  }

  #look(phone: string, scenario: string | undefined): void {
    const view = this.#fleet.handset(handsetKey(scenario, phone));
    const setup = this.#options.applied();
    const [number] = setup.emergencyNumbers;
    if (view === undefined || number === undefined) return;
    const desk = this.#desk(phone, scenario);
    const { heldSecret } = desk;
    const next = emergencyPath({ view, setup, number, heldSecret, backend: this.#backend });
    const changed = desk.path === undefined || !same(desk.path.view, next.view);
    desk.path = next;
    if (!changed) return;
    if (next.view.path !== "none") this.#hadNone = false;
    for (const seen of desk.followers) seen.push(next);
    this.#options.onPath(phone, number, next.view);
  }

  #desk(phone: string, scenario: string | undefined): WatchedDesk {
    const known = this.#desks.get(phone);
    if (known) return known;
    const desk: WatchedDesk = { scenario, heldSecret: undefined, path: undefined, followers: new Set() };
    this.#desks.set(phone, desk);
    return desk;
  }
}

function same(one: EmergencyPathView, other: EmergencyPathView): boolean {
  return (
    one.path === other.path &&
    one.link === other.link &&
    one.missing === other.missing &&
    one.accepted === other.accepted
  );
}
