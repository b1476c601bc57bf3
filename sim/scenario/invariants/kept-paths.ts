import { type EmergencyGap, EmergencyGaps } from "../../transcript/emergency-gaps.js";
import {
  type EmergencyLink,
  type EmergencyPathView,
  emergencyLinks,
} from "../../transcript/emergency-path-view.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import type { HandsetState } from "../../transcript/handset-state.js";
import type { EmergencyTerms } from "../file/emergency-terms.js";
import type { Invariant } from "./invariant.js";

/** `T` of emergency.md §5: no desk is without an emergency path for longer, in milliseconds. */
const longestGapMs = 180_000;
/** A phone that reboots or changes its account gets its path back by itself: T-switch, in milliseconds. */
const switchMs = 10_000;

export interface KeptPathsOptions {
  readonly terms: EmergencyTerms;
  /** Name in the scenario → the phones that it means. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** See `FleetOptions`: a reboot takes so much less time than on a real phone. */
  readonly hardwareSpeed: number;
  /** Milliseconds since the run began. */
  readonly nowMs: () => number;
}

interface DeskSeen {
  path: EmergencyPathView | undefined;
  state: HandsetState;
}

/**
 * INV-1: no desk that has power is without an emergency path for longer than T, and none is left without one, unless
 * the scenario says which and by what link, or the setup says who accepts it. A desk that never had a path is not in
 * the watch, and one whose path cannot be read is not judged.
 */
export class KeptPaths implements Invariant {
  readonly #options: KeptPathsOptions;
  readonly #gaps = new EmergencyGaps();
  readonly #desks = new Map<string, DeskSeen>();

  constructor(options: KeptPathsOptions) {
    this.#options = options;
  }

  add(event: TranscriptEvent): void {
    this.#gaps.add(event);
    if (event.phone === undefined) return;
    const desk = this.#desks.get(event.phone) ?? { path: undefined, state: "OFF" };
    this.#desks.set(event.phone, desk);
    if (event.type === "emergency-path") desk.path = event;
    if (event.type === "state") desk.state = event.state;
  }

  breaches(): readonly string[] {
    const { terms, nowMs } = this.#options;
    const expected = new Map(
      Object.entries(terms.without).flatMap(([name, link]) =>
        this.#named(name).map((phone) => [phone, link] as const),
      ),
    );
    const stays = [...expected].flatMap(([phone, link]) => this.#notWithout(phone, link));
    const gaps = this.#gaps
      .desks(nowMs())
      .flatMap(({ phone, gaps: all }) =>
        all.flatMap((gap) => (gap.isOpen && expected.has(phone) ? [] : this.#tooLong(phone, gap))),
      );
    return [...stays, ...gaps];
  }

  #named(name: string): readonly string[] {
    return this.#options.groups.get(name) ?? [name];
  }

  /** A scenario that says so must be right: else it would hide the next desk that loses its path. */
  #notWithout(phone: string, link: string): string[] {
    const { path } = this.#desks.get(phone) ?? {};
    const seen =
      path?.link === undefined || path.path !== "none" ? (path?.path ?? "not known") : nameOf(path.link);
    return path?.path === "none" && seen === link
      ? []
      : [`${phone} should end without an emergency path (${link}): seen ${seen}${textOf(path)}`];
  }

  #tooLong(phone: string, gap: EmergencyGap): string[] {
    if (gap.accepted !== undefined) return [];
    const limitMs = this.#limitOf(gap);
    const { path, state = "OFF" } = this.#desks.get(phone) ?? {};
    const settles = state === "BOOT" || state === "SWITCH";
    if (gap.durationMs <= limitMs && (!gap.isOpen || settles)) return [];
    const cause = `${nameOf(gap.link)}: ${gap.missing}`;
    if (gap.isOpen && !settles) {
      return [
        `${phone} is left without an emergency path (${path?.link ? nameOf(path.link) : ""}${textOf(path)}), and nobody accepts that: ` +
          `say so under \`emergency: { without: … }\`, or under accept-no-emergency in the setup`,
      ];
    }
    return [
      `${phone} had no emergency path for ${seconds(gap.durationMs)} (${cause}), longer than ${seconds(limitMs)}`,
    ];
  }

  #limitOf({ link }: EmergencyGap): number {
    const { terms, hardwareSpeed } = this.#options;
    if (terms.longestGap !== undefined) return terms.longestGap;
    return link === "E1" || link === "E2" ? switchMs + longestGapMs / hardwareSpeed : longestGapMs;
  }
}

function nameOf(link: EmergencyLink): string {
  return emergencyLinks[link];
}

function textOf(path: EmergencyPathView | undefined): string {
  return path === undefined || path.missing === "" ? "" : `: ${path.missing}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
