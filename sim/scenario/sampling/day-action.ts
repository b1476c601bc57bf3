import type { HandsetView } from "../../transcript/handset-view.js";
import type { Stage, StagePhone } from "../stage.js";

/** Something that happens to a desk on an ordinary day. */
export interface DayAction {
  /** How often, beside the others that are possible. */
  readonly weight: number;
  possible(view: HandsetView): boolean;
  run(stage: Stage, phone: StagePhone): Promise<void>;
}
