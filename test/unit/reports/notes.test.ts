import { expect, test } from "vitest";
import { renderJson } from "../../../reports/json.js";
import { renderJunit } from "../../../reports/junit.js";
import { renderLine } from "../../../reports/line/render.js";
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
  const line = renderLine(notedRun());
  expect(line).toContain("✓ A login works (30 ms)\n    note: lobby rebooted: check-sync\n");
  const json = JSON.parse(renderJson(notedRun())) as { scenarios: { name: string; notes?: string[] }[] };
  expect(json.scenarios.flatMap(({ name, notes }) => (notes ? [{ name, notes }] : []))).toEqual([
    { name: "A login works", notes: ["lobby rebooted: check-sync"] },
  ]);
  const junit = renderJunit(notedRun());
  expect(junit).toContain("<system-out>note: lobby rebooted: check-sync</system-out>");
  for (const text of [line, junit]) expect(text).not.toContain("reboot waits");
});
