import { expect, test } from "vitest";
import { createColour } from "../../../reports/line/colour.js";
import { emergencyLines } from "../../../reports/line/emergency-lines.js";
import { DegradedDesks } from "../../../sim/transcript/degraded-desks.js";
import { emergencyFigures } from "../../../sim/transcript/emergency-figures.js";
import { EmergencyGaps } from "../../../sim/transcript/emergency-gaps.js";
import type { EmergencyPathView } from "../../../sim/transcript/emergency-path-view.js";
import { noSamples } from "../../../sim/transcript/emergency-sample.js";
import type { EventBody, TranscriptEvent } from "../../../sim/transcript/event.js";

const good: EmergencyPathView = { path: "good", missing: "" };
const booting: EmergencyPathView = { path: "none", link: "E1", missing: "booting" };
const refused: EmergencyPathView = { path: "degraded", link: "E9", missing: "not registered" };
const evicted: EmergencyPathView = { path: "degraded", link: "E9", missing: "no contact" };

const path = (now: EmergencyPathView): EventBody => ({ type: "emergency-path", number: "911", ...now });

type Told = readonly [atMs: number, phone: string | undefined, body: EventBody];

function watched(told: readonly Told[], nowMs: number) {
  const degraded = new DegradedDesks();
  const gaps = new EmergencyGaps();
  for (const [seq, [atMs, phone, body]] of told.entries()) {
    const event: TranscriptEvent = { seq, atMs, ...body, ...(phone === undefined ? {} : { phone }) };
    degraded.add(event);
    gaps.add(event);
  }
  return { of: "A fleet", desks: gaps.desks(nowMs), degraded: degraded.rows(nowMs), samples: noSamples };
}

test("each desk has a row for each cause: how often, how long, and whether it stays so", () => {
  const { degraded } = watched(
    [
      [0, "desk-1", path(evicted)],
      [20, "desk-1", path(refused)],
      [4000, "desk-1", path(good)],
      [5000, "desk-1", path(evicted)],
      [6000, "desk-1", path(refused)],
      [8000, "desk-1", path(good)],
      [0, "desk-2", path(booting)],
      [1000, "desk-2", path(refused)],
      [9000, undefined, { type: "tear-down" }],
      [9900, "desk-2", path(good)],
    ],
    99_000,
  );
  const callBack = { link: "E9", missing: "not registered" };
  expect(degraded).toEqual([
    { phone: "desk-2", ...callBack, times: 1, longestMs: 8000, totalMs: 8000, stays: true },
    { phone: "desk-1", ...callBack, times: 2, longestMs: 3980, totalMs: 5980 },
    { phone: "desk-1", link: "E9", missing: "no contact", times: 1, longestMs: 1000, totalMs: 1000 },
  ]);
});

test("a phone that starts is no finding, and one without power is dark", () => {
  const { degraded } = watched(
    [
      [0, "desk-1", path(refused)],
      [200, "desk-1", path(good)],
      [0, "desk-2", path(refused)],
      [100, "desk-2", { type: "power", on: false }],
    ],
    9000,
  );
  expect(degraded).toEqual([]);
});

test("the last lines of a run name the longest, and who stays so", () => {
  const desks = watched(
    [
      [0, "desk-1", path(good)],
      [0, "desk-2", path(good)],
      [1000, "desk-1", path(evicted)],
      [3500, "desk-1", path(good)],
      [4000, "desk-2", path(refused)],
    ],
    5000,
  );
  expect(emergencyLines(emergencyFigures([desks]), createColour(false))).toContain(
    "     2 desks degraded, the longest 2.5 s (call-back: no contact): A fleet, desk-1; 1 stays so: desk-2",
  );
});

test("who never had a path, while others had one, is named with what it lacks", () => {
  const desks = watched(
    [
      [0, "desk-1", { type: "power", on: true }],
      [0, "desk-1", path(good)],
      [0, "desk-2", { type: "power", on: true }],
      [0, "desk-2", path({ path: "none", link: "E5", missing: "not registered" })],
    ],
    5000,
  );
  expect(emergencyLines(emergencyFigures([desks]), createColour(false))).toEqual([
    "911: no gap in the emergency paths of 1 desk; 1 more never had one: A fleet, desk-2 (admission: not registered)",
  ]);
});
