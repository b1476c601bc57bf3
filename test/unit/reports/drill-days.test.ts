import { expect, test } from "vitest";
import { junit } from "../../../reports/junit.js";
import { line } from "../../../reports/line/report.js";
import type { EventBody, TranscriptEvent } from "../../../sim/transcript/event.js";

/** A day on which a desk had no path for a while, played by that command and tagged so. */
function dayOf(command: string, tags: readonly string[]): TranscriptEvent[] {
  const events: TranscriptEvent[] = [];
  const add = (body: EventBody, place: Pick<TranscriptEvent, "scenario" | "phone"> = {}): void => {
    events.push({ seq: events.length, atMs: events.length * 10, ...body, ...place });
  };
  const day = { scenario: "a" };
  const desk = { scenario: "a", phone: "lobby" };
  add({
    ...{ type: "run-start", runFileVersion: 1, deskfleet: "0.1.0", startedAt: "2026-01-02T03:04:05.000Z" },
    ...{ seed: 42, command },
  });
  add({ type: "scenario-start", name: "Day 1", file: "office.yaml", tags, attempt: 1, steps: 0 }, day);
  add({ type: "power", on: true }, desk);
  add({ type: "emergency-path", number: "911", path: "good", missing: "" }, desk);
  add({ type: "emergency-path", number: "911", path: "none", link: "E2", missing: "no account" }, desk);
  add({ type: "emergency-path", number: "911", path: "good", missing: "" }, desk);
  add({ type: "scenario-end", verdict: "passed", durationMs: 30, attempt: 1, final: true }, day);
  return events;
}

test.each([
  ["drill office.yaml", ["drill"], true],
  ["run day.yaml", ["drill"], true],
  ["drill office.yaml", [], false],
  ["run day.yaml", ["emergency"], false],
])(
  "%s, tagged %j: each desk without a path is told by every report (%s), by its tag alone",
  (command, tags, told) => {
    const events = dayOf(command, tags);
    expect(line.render(events).includes("without 911, by desk")).toBe(told);
    expect(junit.render(events).includes("emergency.without.1")).toBe(told);
  },
);
