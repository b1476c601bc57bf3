import type { HandsetView } from "../../sim/transcript/handset-view.js";
import type { RunSnapshot } from "../../sim/transcript/run-progress.js";

/** Port: what a finger in the fleet view may do to a handset. Each rejects with a text that can be shown. */
export interface HandsetControl {
  power(handset: HandsetView, on: boolean): Promise<void>;
  /** Presses a line key by its number, a softkey by its label, or picks an item of a menu. */
  press(handset: HandsetView, what: { key: number } | { softkey: string } | { item: string }): Promise<void>;
  /** Types into the focused field of a form and moves on to the next. */
  type(handset: HandsetView, text: string): Promise<void>;
  dial(handset: HandsetView, number: string): Promise<void>;
  /** Answers the call that rings, or hangs up the one that is up. */
  hook(handset: HandsetView, hook: "answer" | "hang-up"): Promise<void>;
  /** Presses the USB panic button. */
  panic(handset: HandsetView): Promise<void>;
}

/** What the fleet view shows and acts on. */
export interface FleetSource {
  /** What kind of fleet it is; may be empty. */
  readonly title: string;
  /** Sampled some times a second; must be cheap while nothing changed. */
  snapshot(): FleetSnapshot;
  /** Absent where keys shall do nothing (a run file, a load). */
  readonly control?: HandsetControl;
}

export interface FleetSnapshot {
  /** Equal as long as nothing changed. */
  readonly version: number;
  readonly handsets: readonly HandsetView[];
  /** A line under the title. */
  readonly status: string;
  /** Where the desks are those of a run of scenarios: it is shown first. */
  readonly run?: RunSnapshot;
  /** `user`, `placeholder`, or undefined where no setup knows the extension. */
  role(handset: HandsetView): "user" | "placeholder" | undefined;
}
