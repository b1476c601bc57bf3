import { expect, test } from "vitest";
import { json } from "../../../reports/json.js";
import { junit } from "../../../reports/junit.js";
import { line } from "../../../reports/line/report.js";
import type { TranscriptEvent } from "../../../sim/transcript/event.js";
import { sampleRun } from "./sample-run.js";

/** The sample run, where a phone and the harness note something in the scenario that passes. */
function notedRun(): TranscriptEvent[] {
  return sampleRun().flatMap((event): TranscriptEvent[] => {
    if (event.type !== "scenario-start" || event.name !== "A login works") return [event];
    const { seq, atMs, scenario } = event;
    const place = { seq, atMs, ...(scenario === undefined ? {} : { scenario }) };
    return [
      event,
      { ...place, type: "note", phone: "lobby", text: "reboot waits for the end of the call" },
      { ...place, type: "note", text: "lobby rebooted: check-sync" },
    ];
  });
}

test("what the harness noticed stands under its scenario in every report; a phone's own notes do not", () => {
  const text = line.render(notedRun());
  expect(text).toContain("✓ A login works (30 ms)\n    note: lobby rebooted: check-sync\n");
  const report = JSON.parse(json.render(notedRun())) as { scenarios: { name: string; notes?: string[] }[] };
  expect(report.scenarios.flatMap(({ name, notes }) => (notes ? [{ name, notes }] : []))).toEqual([
    { name: "A login works", notes: ["lobby rebooted: check-sync"] },
  ]);
  const xml = junit.render(notedRun());
  expect(xml).toContain("<system-out>note: lobby rebooted: check-sync</system-out>");
  for (const each of [text, xml]) expect(each).not.toContain("reboot waits");
});
