import { expect, test } from "vitest";
import { desksWithout } from "../../../sim/transcript/desks-without.js";
import { EmergencyGaps } from "../../../sim/transcript/emergency-gaps.js";
import type { EmergencyPathView } from "../../../sim/transcript/emergency-path-view.js";
import type { EventBody } from "../../../sim/transcript/event.js";

const good: EmergencyPathView = { path: "good", missing: "" };
const blank: EmergencyPathView = { path: "none", link: "E2", missing: "no account" };
const accepted: EmergencyPathView = { ...blank, accepted: "a phone beside it (J. Doe)" };

test("a call counts in the row of its gap: what is accepted and what is not are told apart by calls too", () => {
  const gaps = new EmergencyGaps();
  let seq = 0;
  const told = (atMs: number, body: EventBody): void =>
    gaps.add({ seq: seq++, atMs, phone: "lobby", ...body });
  const path = (atMs: number, now: EmergencyPathView): void =>
    told(atMs, { type: "emergency-path", number: "911", ...now });
  const sampled = (atMs: number, expected: EmergencyPathView): void =>
    told(atMs, {
      ...{ type: "emergency-sample", call: `at-${atMs}`, number: "911", expected, reached: false },
      ...{ verdict: "agreed", why: "" },
    });
  told(0, { type: "power", on: true });
  path(0, good);
  path(1000, accepted);
  sampled(1100, accepted);
  sampled(1200, accepted);
  path(2000, good);
  path(3000, blank);
  path(3500, good);
  path(4000, blank);
  sampled(4100, blank);
  path(4200, good);
  const rows = desksWithout([{ of: "Day 1", desks: gaps.desks(5000) }]);
  expect(rows).toMatchObject([
    { link: "E2", totalMs: 1000, accepted: "a phone beside it (J. Doe)", calls: { placed: 2, reached: 0 } },
    { link: "E2", totalMs: 700, gaps: 2, calls: { placed: 1, reached: 0 } },
  ]);
});
