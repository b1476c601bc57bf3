import type { AudibleSpeaker, AudioWay } from "../../model/audible.js";
import type { Sound } from "../tone/hear.js";
import type { Spoken } from "../tone/tones.js";

/** What one side of a call knows of its sound by its own ear. */
export interface AudioState {
  readonly way: AudioWay;
  /** Who is heard; undefined: nobody, or it is not known. */
  readonly hears: AudibleSpeaker | undefined;
}

/** So many packets in a row are believed: one may be a scrap of what was said before. */
const believedFrom = 3;
/** After so long without sound the other side is not heard any more; and so long may the other side take to say so. */
const patienceMs = 1000;

/**
 * What is heard, as packets come and do not come. Bad news waits for a second: on a busy machine packets are late, and
 * the other side has to hear before it can say that it does.
 */
export class Listening {
  #heard: Spoken | "other" | undefined;
  #told: AudioState | undefined;
  #candidate: Sound = "silence";
  #inRow = 0;
  #heardAtMs: number;
  #changedAtMs: number;

  constructor(nowMs: number) {
    this.#heardAtMs = nowMs;
    this.#changedAtMs = nowMs;
  }

  /** Whether anything was told of it. */
  get hasTold(): boolean {
    return this.#told !== undefined;
  }

  /** Whether the other side is heard. */
  get hearsSomebody(): boolean {
    return this.#heard !== undefined;
  }

  add(sound: Sound, nowMs: number): void {
    this.#inRow = isSame(sound, this.#candidate) ? this.#inRow + 1 : 1;
    this.#candidate = sound;
    if (sound === "silence" || this.#inRow < believedFrom) return;
    this.#heardAtMs = nowMs;
    this.#change(sound, nowMs);
  }

  /** @returns what has become of it since it was asked last; undefined: nothing, or nothing yet */
  news(nowMs: number): AudioState | undefined {
    if (nowMs - this.#heardAtMs >= patienceMs) this.#change(undefined, nowMs);
    const state = stateOf(this.#heard);
    const isCertain = state.way === "both-ways" || nowMs - this.#changedAtMs >= patienceMs;
    if (!isCertain || (state.way === this.#told?.way && state.hears === this.#told.hears)) return undefined;
    this.#told = state;
    return state;
  }

  #change(heard: Spoken | "other" | undefined, nowMs: number): void {
    if (heard === undefined ? this.#heard === undefined : isSame(heard, this.#heard)) return;
    // The second without sound has been waited for.
    if (heard !== undefined) this.#changedAtMs = nowMs;
    this.#heard = heard;
  }
}

function isSame(one: Sound, other: Sound | undefined): boolean {
  if (typeof one === "string" || typeof other !== "object") return one === other;
  return one.by === other.by && one.hears === other.hears;
}

function stateOf(heard: Spoken | "other" | undefined): AudioState {
  if (heard === undefined) return { way: "none", hears: undefined };
  if (heard === "other") return { way: "one-way", hears: "other" };
  return { way: heard.hears ? "both-ways" : "one-way", hears: heard.by };
}
