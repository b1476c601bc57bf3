import type { TranscriptEvent } from "../../transcript/event.js";

/** What must hold in every scenario, whatever its steps are about (INV-1 to INV-4). */
export interface Invariant {
  /** Takes one more event of the scenario. */
  add(event: TranscriptEvent): void;
  /** Asked when all steps have passed. @returns each breach, in words */
  breaches(): readonly string[];
}
