import { expect, test } from "vitest";
import { emergencyFigures } from "../../../sim/transcript/emergency-figures.js";
import { EmergencyGaps } from "../../../sim/transcript/emergency-gaps.js";
import type { EmergencyPathView } from "../../../sim/transcript/emergency-path-view.js";
import { noSamples } from "../../../sim/transcript/emergency-sample.js";
import type { EventBody, TranscriptEvent } from "../../../sim/transcript/event.js";

const good: EmergencyPathView = { path: "good", missing: "" };
const booting: EmergencyPathView = { path: "none", link: "E1", missing: "booting" };
const blank: EmergencyPathView = { path: "none", link: "E2", missing: "no account" };
const evicted: EmergencyPathView = { path: "degraded", link: "E9", missing: "no contact" };

const noCalls = { placed: 0, reached: 0 };

type Told = readonly [atMs: number, body: EventBody];

const handset: EventBody = {
  ...{ type: "handset", model: "CIP270", mac: "001fc1a1b2c3", location: "new-york", address: "127.10.0.5" },
  ...{ lineKeys: 36, keysPerPage: 12, callWithoutRegistration: true },
};
const power = (on: boolean): EventBody => ({ type: "power", on });
const path = (now: EmergencyPathView): EventBody => ({ type: "emergency-path", number: "911", ...now });

function gapsOf(told: readonly Told[], nowMs: number) {
  const gaps = new EmergencyGaps();
  for (const [seq, [atMs, body]] of told.entries()) {
    gaps.add({
      seq,
      atMs,
      ...body,
      ...(body.type === "tear-down" ? {} : { phone: "lobby" }),
    } as TranscriptEvent);
  }
  const [desk] = gaps.desks(nowMs);
  if (desk === undefined) throw new Error("no desk was followed");
  return desk;
}

test("a gap begins with the first broken link and ends with the last mended one", () => {
  const desk = gapsOf(
    [
      [0, power(true)],
      [0, path(booting)],
      [400, path(good)],
      [1000, path(booting)],
      [1300, path(blank)],
      [1500, path(good)],
    ],
    2000,
  );
  expect(desk).toEqual({
    ...{ phone: "lobby", never: false, watchedMs: 1600, withoutMs: 500, unknownMs: 0, degradedMs: {} },
    gaps: [{ fromMs: 1000, durationMs: 500, link: "E1", missing: "booting", isOpen: false, calls: noCalls }],
  });
});

test("before its first path a desk is not in the watch, and without power it is dark", () => {
  const never = gapsOf(
    [
      [0, power(true)],
      [0, path(booting)],
      [400, path(blank)],
    ],
    9000,
  );
  expect(never).toMatchObject({ never: true, watchedMs: 0, gaps: [] });
  const cut = gapsOf(
    [
      [0, power(true)],
      [100, path(good)],
      [200, power(false)],
      [200, path({ path: "none", link: "E1", missing: "no power" })],
      [5000, power(true)],
      [5000, path(booting)],
      [5400, path(good)],
    ],
    6000,
  );
  expect(cut.gaps).toEqual([
    { fromMs: 5000, durationMs: 400, link: "E1", missing: "booting", isOpen: false, calls: noCalls },
  ]);
  expect(cut.watchedMs).toBe(100 + 400 + 600);
});

test("what nothing has mended is open until the tear-down, after which nothing counts", () => {
  const desk = gapsOf(
    [
      [0, power(true)],
      [100, path(good)],
      [200, path(blank)],
      [1200, { type: "tear-down" }],
      [1300, path(good)],
    ],
    9999,
  );
  expect(desk.gaps).toEqual([
    { fromMs: 200, durationMs: 1000, link: "E2", missing: "no account", isOpen: true, calls: noCalls },
  ]);
});

test("an accepted gap is told, and is no time without a path", () => {
  const desk = gapsOf(
    [
      [0, power(true)],
      [0, path(good)],
      [100, path({ ...blank, accepted: "J. Doe: a phone in the hall" })],
    ],
    1100,
  );
  expect(desk.withoutMs).toBe(0);
  expect(desk.gaps).toMatchObject([{ accepted: "J. Doe: a phone in the hall", durationMs: 1000 }]);
});

test("time degraded is counted by link, and unknown time apart", () => {
  const desk = gapsOf(
    [
      [0, power(true)],
      [0, path(evicted)],
      [100, path({ path: "unknown", link: "E6", missing: "not known" })],
      [300, path(evicted)],
    ],
    1000,
  );
  expect(desk).toMatchObject({ degradedMs: { E9: 800 }, unknownMs: 200, watchedMs: 1000, gaps: [] });
});

test("time without a path is told by desk and cause, with the calls that were sampled in it", () => {
  const sample = (expected: EmergencyPathView, reached: boolean): EventBody => ({
    ...{ type: "emergency-sample", number: "911", expected, reached, why: "" },
    verdict: reached === (expected.path === "good") ? "agreed" : "disagreed",
  });
  const desk = gapsOf(
    [
      [0, handset],
      [0, power(true)],
      [0, path(good)],
      [10, sample(good, true)],
      [100, path(booting)],
      // The gap is the boot's, also for a call that already finds the phone without an account.
      [200, path(blank)],
      [250, sample(blank, false)],
      [500, path(good)],
      [1000, path(booting)],
      [1100, path(good)],
      [2000, path(blank)],
      [2100, sample(blank, true)],
      [2300, path(good)],
    ],
    3000,
  );
  const never = gapsOf(
    [
      [0, handset],
      [0, power(true)],
      [0, path(booting)],
      [400, path(blank)],
      [500, sample(blank, false)],
      [600, power(false)],
      [5600, power(true)],
      [5600, path(blank)],
    ],
    6000,
  );
  const place = { of: "Day 1", phone: "lobby", location: "new-york" };
  const samples = noSamples;
  expect(
    emergencyFigures([
      { of: "Day 1", desks: [desk], degraded: [], samples },
      { of: "Day 2", desks: [never], degraded: [], samples },
    ])?.without,
  ).toEqual([
    {
      ...{ ...place, of: "Day 2", link: "E2", missing: "no account", never: true },
      ...{ gaps: 1, longestMs: 1000, totalMs: 1000, calls: { placed: 1, reached: 0 } },
    },
    {
      ...{ ...place, link: "E1", missing: "booting", gaps: 2, longestMs: 400, totalMs: 500 },
      calls: { placed: 1, reached: 0 },
    },
    {
      ...{ ...place, link: "E2", missing: "no account", gaps: 1, longestMs: 300, totalMs: 300 },
      calls: { placed: 1, reached: 1 },
    },
  ]);
});

test("the figures of a run name its longest gap with its cause, accepted ones apart", () => {
  const reboot = gapsOf(
    [
      [0, power(true)],
      [0, path(good)],
      [100, path(booting)],
      [500, path(good)],
    ],
    1000,
  );
  const signed = gapsOf(
    [
      [0, power(true)],
      [0, path(good)],
      [10, path({ ...blank, accepted: "J. Doe" })],
    ],
    9000,
  );
  const never = gapsOf(
    [
      [0, power(true)],
      [0, path(blank)],
    ],
    1000,
  );
  expect(
    emergencyFigures([
      {
        of: "A reboot",
        desks: [reboot, never],
        degraded: [],
        samples: { agreed: 3, dropped: 1, disagreed: 0, withPath: 2 },
      },
      {
        of: "A blank desk",
        desks: [signed],
        degraded: [],
        samples: { agreed: 4, dropped: 0, disagreed: 0, withPath: 4 },
      },
    ]),
  ).toMatchObject({
    ...{ desks: 2, never: 1, withoutMs: 400 },
    longestGap: { of: "A reboot", phone: "lobby", durationMs: 400, link: "E1" },
    accepted: [{ of: "A blank desk", phone: "lobby", by: "J. Doe" }],
    samples: { agreed: 7, dropped: 1, disagreed: 0, withPath: 6 },
  });
  expect(emergencyFigures([{ of: "nothing", desks: [], degraded: [], samples: noSamples }])).toBeUndefined();
});
