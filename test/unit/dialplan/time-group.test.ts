import { expect, test } from "vitest";
import { isOpen } from "../../../sim/dialplan/time-group.js";
import { parseTimeRange } from "../../../sim/model/setup/time-range.js";

const open = (range: string, time: string, timeZone?: string) =>
  isOpen({ ranges: [range], timeZone }, Date.parse(time));

test.each([
  ["08:00-18:00|mon-fri|*|*", "2026-11-30T08:00:00Z", true],
  ["08:00-18:00|mon-fri|*|*", "2026-11-30T18:00:59Z", true],
  ["08:00-18:00|mon-fri|*|*", "2026-11-30T18:01:00Z", false],
  ["08:00-18:00|mon-fri|*|*", "2026-11-29T12:00:00Z", false],
  // Past midnight, and round the week and the year.
  ["22:00-06:00|*|*|*", "2026-11-30T23:30:00Z", true],
  ["22:00-06:00|*|*|*", "2026-11-30T05:30:00Z", true],
  ["22:00-06:00|*|*|*", "2026-11-30T12:00:00Z", false],
  ["*|sat-mon|*|*", "2026-11-29T12:00:00Z", true],
  ["*|sat-mon|*|*", "2026-12-01T12:00:00Z", false],
  ["*|*|24-26|dec", "2026-12-25T12:00:00Z", true],
  ["*|*|24-26|dec", "2026-11-25T12:00:00Z", false],
  ["*|*|*|nov-jan", "2026-12-25T12:00:00Z", true],
])("%s at %s: %s", (range, time, expected) => {
  expect(open(range, time)).toBe(expected);
});

test("the hours are those of the group's time zone, summer time among them", () => {
  const range = "08:00-09:00|*|*|*";
  expect(open(range, "2026-01-15T13:30:00Z", "America/New_York")).toBe(true);
  expect(open(range, "2026-07-15T13:30:00Z", "America/New_York")).toBe(false);
  expect(open(range, "2026-07-15T12:30:00Z", "America/New_York")).toBe(true);
});

test.each([
  "",
  "08:00-18:00",
  "8-18|*|*|*",
  "25:00-26:00|*|*|*",
  "*|mo-fr|*|*",
  "*|*|0|*",
  "*|*|32|*",
  "*|*|*|13",
  "*|*|1-2-3|*",
])("%j is not a range", (text) => {
  expect(parseTimeRange(text)).toBeUndefined();
});
