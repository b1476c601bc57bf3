import type { TranscriptEvent } from "../sim/transcript/event.js";
import { renderLadder } from "../sim/transcript/ladder.js";
import type { ScenarioSummary } from "../sim/transcript/run-summary.js";

/** The ladder of the last try at a scenario, with all phones that took part in it. */
export function scenarioLadder(events: readonly TranscriptEvent[], scenario: ScenarioSummary): string[] {
  const mine = events.filter(
    ({ scenario: id, seq }) => id === scenario.id && seq >= scenario.fromSeq && seq <= scenario.toSeq,
  );
  const phones = new Set(mine.flatMap(({ phone }) => (phone === undefined ? [] : [phone])));
  return renderLadder(mine, [...phones]);
}
