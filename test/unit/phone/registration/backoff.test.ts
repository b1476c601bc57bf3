import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../../../sim/model/random.js";
import {
  leastWaitAfter,
  refreshWaitMs,
  scaledMs,
  waitAfter,
} from "../../../../sim/phone/registration/backoff.js";

const seconds = 1000;
const anySeed = fc.integer();

/** Smallest and largest of many draws. */
function spread(draw: (seed: number) => number): { least: number; most: number } {
  const all = Array.from({ length: 500 }, (_, seed) => draw(seed));
  return { least: Math.min(...all), most: Math.max(...all) };
}

test.each([
  [1, 5, 10],
  [2, 10, 20],
  [3, 12.5, 25],
  [50, 12.5, 25],
])(
  "no answer %i times in a row: %i to %i s, spread over the whole range (RFC 5626 §4.5)",
  (streak, from, to) => {
    const { least, most } = spread((seed) => waitAfter("failing", streak, false, createRandom(seed)));
    expect(least).toBeGreaterThanOrEqual(from * seconds);
    expect(most).toBeLessThan(to * seconds);
    expect(least).toBeLessThan(from * 1.1 * seconds);
    expect(most).toBeGreaterThan(to * 0.95 * seconds);
  },
);

test("the first failure after a success is tried again within 5 s", () => {
  const { least, most } = spread((seed) => waitAfter("failing", 1, true, createRandom(seed)));
  expect(least).toBeGreaterThanOrEqual(500);
  expect(most).toBeLessThan(5000);
});

// proves: F-79
test.each([
  ["refused", 1, 30],
  ["refused", 2, 60],
  ["refused", 4, 240],
  ["refused", 5, 300],
  ["refused", 40, 300],
  ["rejected", 1, 300],
  ["rejected", 2, 600],
  ["rejected", 9, 3600],
] as const)("%s %i times in a row: about %i s", (failure, streak, about) => {
  const { least, most } = spread((seed) => waitAfter(failure, streak, true, createRandom(seed)));
  expect(least).toBeGreaterThanOrEqual(about * 0.8 * seconds);
  expect(most).toBeLessThan(about * 1.2 * seconds);
  expect(most - least).toBeGreaterThan(about * 0.35 * seconds);
});

test.each([
  [1, false, 0, 0],
  [2, false, 10, 15],
  [5, false, 25, 37.5],
  [2, true, 0, 0],
  [5, true, 25, 37.5],
])(
  "an attempt of %i requests, a hiccup: %s, is followed by %i s at least",
  (requests, isHiccup, from, to) => {
    const { least, most } = spread((seed) => leastWaitAfter(requests, isHiccup, createRandom(seed)));
    expect(least).toBeGreaterThanOrEqual(from * seconds);
    expect(most).toBeLessThanOrEqual(to * seconds);
  },
);

test("a refresh comes within the share of the model, a short grant earlier", () => {
  fc.assert(
    fc.property(anySeed, fc.integer({ min: 1, max: 86_400 }), (seed, granted) => {
      const wait = refreshWaitMs(granted, { from: 0.8, to: 0.95 }, createRandom(seed)) / seconds / granted;
      expect(wait).toBeGreaterThanOrEqual(granted < 60 ? 0.5 : 0.8);
      expect(wait).toBeLessThan(granted < 60 ? 0.8 : 0.95);
    }),
  );
});

test("constants shrink with T1", () => {
  expect(scaledMs(30_000, { t1: 500, t2: 4000, t4: 5000 })).toBe(30_000);
  expect(scaledMs(30_000, { t1: 20, t2: 160, t4: 200 })).toBe(1200);
});
