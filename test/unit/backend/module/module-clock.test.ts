import fc from "fast-check";
import { expect, test } from "vitest";
import { ModuleClock } from "../../../../sim/backend/module/module-clock.js";
import { untilTimeOfDay } from "../../../../sim/backend/module/time-of-day.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";

function clocks() {
  const base = new ManualClock();
  const clock = new ModuleClock(base);
  const heard: string[] = [];
  const hear = (name: string) => () => heard.push(`${name} ${Math.round(clock.now())}`);
  return { base, clock, heard, hear };
}

test("left alone it is the system's clock", () => {
  const { base, clock, heard, hear } = clocks();
  clock.after(500, hear("a"));
  clock.after(200, hear("b"));
  const cancel = clock.after(300, hear("never"));
  cancel();
  base.advance(250);
  expect(heard).toEqual(["b 200"]);
  base.advance(250);
  expect(heard).toEqual(["b 200", "a 500"]);
  expect([clock.now(), clock.wall()]).toEqual([base.now(), base.wall()]);
});

test("a jump runs what lies in it, each at its own time, also what is asked for on the way", () => {
  const { clock, heard, hear } = clocks();
  clock.after(60_000, () => {
    hear("first")();
    clock.after(60_000, hear("second"));
  });
  clock.after(500_000, hear("later"));
  clock.move({ advanceSeconds: 300 });
  expect(heard).toEqual(["first 60000", "second 120000"]);
  expect(clock.now()).toBe(300_000);
});

test("after a jump it goes on, wall and timers too", () => {
  const { base, clock, heard, hear } = clocks();
  clock.after(400_000, hear("a"));
  clock.move({ advanceSeconds: 300 });
  base.advance(99_999);
  expect(heard).toEqual([]);
  base.advance(1);
  expect(heard).toEqual(["a 400000"]);
  expect(clock.wall() - base.wall()).toBe(300_000);
});

test("held, it stands still until it is moved or let go, and never goes back", () => {
  const { base, clock, heard, hear } = clocks();
  clock.after(1000, hear("a"));
  clock.move({ frozen: true });
  base.advance(5000);
  expect([clock.now(), heard]).toEqual([0, []]);
  clock.move({ advanceSeconds: 2 });
  expect([clock.now(), heard]).toEqual([2000, ["a 1000"]]);
  clock.after(1000, hear("b"));
  clock.move({ frozen: false });
  expect(clock.now()).toBe(2000);
  base.advance(1000);
  expect(heard).toEqual(["a 1000", "b 3000"]);
});

test("it goes to a time of day, today or tomorrow", () => {
  const { clock } = clocks();
  clock.move({ timeOfDay: "18:00" });
  const time = () => new Date(clock.wall()).toTimeString().slice(0, 8);
  expect(time()).toBe("18:00:00");
  const evening = clock.now();
  clock.move({ timeOfDay: "18:00" });
  expect(clock.now()).toBe(evening);
  clock.move({ timeOfDay: "06:30:15" });
  expect(time()).toBe("06:30:15");
  expect(clock.now() - evening).toBe((12 * 3600 + 30 * 60 + 15) * 1000);
});

test("it goes to a time of day in another zone", () => {
  const { clock } = clocks();
  const time = (timeZone: string) => new Date(clock.wall()).toLocaleTimeString("en-GB", { timeZone });
  clock.move({ timeOfDay: "22:00", timeZone: "America/New_York" });
  expect(time("America/New_York")).toBe("22:00:00");
  const evening = clock.now();
  clock.move({ timeOfDay: "22:00", timeZone: "America/New_York" });
  expect(clock.now()).toBe(evening);
  clock.move({ timeOfDay: "08:30", timeZone: "Asia/Kolkata" });
  expect(time("Asia/Kolkata")).toBe("08:30:00");
  expect(clock.now() - evening).toBeLessThan(86_400_000);
});

test("a wait that is longer than the system can wait is waited for in parts", () => {
  const { base, clock, heard, hear } = clocks();
  clock.after(3_000_000_000, hear("a"));
  base.advance(2_000_000_000);
  expect(heard).toEqual([]);
  base.advance(1_000_000_000);
  expect(heard).toEqual(["a 3000000000"]);
});

test("stopped, nothing runs any more", () => {
  const { base, clock, heard, hear } = clocks();
  clock.after(1000, hear("a"));
  clock.stop();
  base.advance(2000);
  expect(heard).toEqual([]);
});

test("the next time of day lies within a day, and is that time", () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const now = fc.date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(minute, now, fc.constantFrom("now", "tomorrow"), (minutes, from, reached) => {
      const text = [Math.floor(minutes / 60), minutes % 60]
        .map((part) => String(part).padStart(2, "0"))
        .join(":");
      const waitMs = untilTimeOfDay(text, from.getTime(), reached);
      expect(waitMs).toBeGreaterThanOrEqual(reached === "now" ? 0 : 1);
      expect(waitMs).toBeLessThanOrEqual(25 * 3_600_000); // the night in which an hour comes twice
      expect(new Date(from.getTime() + waitMs).getSeconds()).toBe(0);
    }),
  );
});
