import { expect, test } from "vitest";
import { evictionsAmong } from "../../../sim/scenario/evictions.js";

const gone = (phone: string, atMs: number) => ({ phone, atMs });
const came = (phone: string, atMs: number, registeredAtMs: number) => ({ phone, atMs, registeredAtMs });

test("room is filled before anybody is thrown out: the last of those that came at once did it", () => {
  expect(
    evictionsAmong(
      [gone("a", 1000)],
      [came("late", 1030, 1005), came("in-time", 1030.1, 990), came("next", 5000, 4990)],
    ),
  ).toEqual([{ phone: "a", by: "late" }]);
});

test("of several that one look has found, the order of their 200 says who threw whom out", () => {
  expect(
    evictionsAmong(
      [gone("a", 1000), gone("b", 1010), gone("c", 1015)],
      [came("b", 1040, 1014), came("y", 1040.1, 1009), came("x", 1040.2, 999)],
    ),
  ).toEqual([
    { phone: "a", by: "x" },
    { phone: "b", by: "y" },
    { phone: "c", by: "b" },
  ]);
});

test("nobody throws himself out", () => {
  expect(evictionsAmong([gone("a", 1000)], [came("a", 1030, 1020)])).toEqual([]);
});
