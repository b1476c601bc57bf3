import { expect, test } from "vitest";
import { desksWithout } from "../../../sim/transcript/desks-without.js";
import { EmergencyGaps } from "../../../sim/transcript/emergency-gaps.js";
import type { EmergencyPathView } from "../../../sim/transcript/emergency-path-view.js";
import type { EventBody } from "../../../sim/transcript/event.js";

const good: EmergencyPathView = { path: "good", missing: "" };
const blank: EmergencyPathView = { path: "none", link: "E2", missing: "no account" };
const accepted: EmergencyPathView = { ...blank, accepted: "a phone beside it (J. Doe)" };

interface Desk {
  path(atMs: number, now: EmergencyPathView): void;
  sampled(atMs: number, expected: EmergencyPathView): void;
}

/** The rows of a desk that has power from the beginning. */
function rowsOf(tell: (desk: Desk) => void) {
  const gaps = new EmergencyGaps();
  let seq = 0;
  const told = (atMs: number, body: EventBody): void =>
    gaps.add({ seq: seq++, atMs, phone: "lobby", ...body });
  told(0, { type: "power", on: true });
  tell({
    path: (atMs, now) => told(atMs, { type: "emergency-path", number: "911", ...now }),
    sampled: (atMs, expected) =>
      told(atMs, {
        ...{ type: "emergency-sample", call: `at-${atMs}`, number: "911", expected, reached: false },
        ...{ verdict: "agreed", why: "" },
      }),
  });
  return desksWithout([{ of: "Day 1", desks: gaps.desks(5000) }]);
}

test("a call counts in the row of its gap: what is accepted and what is not are told apart by calls too", () => {
  const rows = rowsOf(({ path, sampled }) => {
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
  });
  expect(rows).toMatchObject([
    { link: "E2", totalMs: 1000, accepted: "a phone beside it (J. Doe)", calls: { placed: 2, reached: 0 } },
    { link: "E2", totalMs: 700, gaps: 2, calls: { placed: 1, reached: 0 } },
  ]);
});

test("a call of before the first path counts in no later gap, whatever broke first in that", () => {
  const rows = rowsOf(({ path, sampled }) => {
    path(0, blank);
    sampled(100, blank);
    path(1000, good);
    path(2000, blank);
    sampled(2100, blank);
    path(3000, good);
  });
  expect(rows).toMatchObject([{ link: "E2", totalMs: 1000, gaps: 1, calls: { placed: 1, reached: 0 } }]);
});

test("a call of before the first path counts in the row of a desk that never gets one", () => {
  const rows = rowsOf(({ path, sampled }) => {
    path(0, blank);
    sampled(100, blank);
    path(200, { path: "none", link: "E1", missing: "booting" });
    sampled(300, { path: "none", link: "E1", missing: "booting" });
  });
  expect(rows).toMatchObject([{ link: "E1", never: true, totalMs: 5000, calls: { placed: 2, reached: 0 } }]);
});

test("a call that is told when its gap is over counts in that", () => {
  const rows = rowsOf(({ path, sampled }) => {
    path(0, good);
    path(1000, accepted);
    path(2000, good);
    sampled(2100, accepted);
    path(3000, blank);
    path(4000, good);
  });
  expect(rows).toMatchObject([
    { accepted: "a phone beside it (J. Doe)", calls: { placed: 1, reached: 0 } },
    { link: "E2", totalMs: 1000, calls: { placed: 0, reached: 0 } },
  ]);
});
