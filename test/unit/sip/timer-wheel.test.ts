import fc from "fast-check";
import { expect, test } from "vitest";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import { TimerWheel, type WheelTimer } from "../../../sim/sip/timer-wheel.js";

const tickMs = 50;

test("a timer fires once, never early and at most a tick late", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs });
  const fired: number[] = [];
  const timer = wheel.timer(() => fired.push(clock.now()));
  timer.startAt(120);
  clock.advance(10_000);
  expect(fired).toEqual([150]);
});

test("times beyond a turn of the wheel are kept", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs });
  const fired: number[] = [];
  const timer = wheel.timer(() => fired.push(clock.now()));
  const hour = 3_600_000;
  timer.startAt(hour);
  clock.advance(hour - tickMs);
  expect(fired).toEqual([]);
  clock.advance(tickMs);
  expect(fired).toEqual([hour]);
});

test("the wheel does what a list of timers would do", () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant("start"), timer: fc.nat(5), delay: fc.integer({ min: 0, max: 400_000 }) }),
    fc.record({ kind: fc.constant("stop"), timer: fc.nat(5), delay: fc.constant(0) }),
    fc.record({
      kind: fc.constant("advance"),
      timer: fc.constant(0),
      delay: fc.integer({ min: 0, max: 300_000 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      const clock = new ManualClock();
      const wheel = new TimerWheel(clock, { tickMs });
      const due = new Map<number, number>();
      const timers = [0, 1, 2, 3, 4, 5].map((index) =>
        wheel.timer(() => {
          const at = due.get(index);
          expect(at).toBeDefined();
          expect(clock.now()).toBeGreaterThanOrEqual(at ?? Number.NaN);
          expect(clock.now() - (at ?? 0)).toBeLessThanOrEqual(2 * tickMs);
          due.delete(index);
        }),
      );
      for (const { kind, timer: index, delay } of actions) {
        const timer = timers[index];
        if (kind === "start") {
          timer?.startAt(clock.now() + delay);
          due.set(index, clock.now() + delay);
        } else if (kind === "stop") {
          timer?.stop();
          due.delete(index);
        } else clock.advance(delay);
        for (const at of due.values()) expect(at).toBeGreaterThan(clock.now() - 2 * tickMs);
      }
    }),
    { numRuns: 60 },
  );
});

test("after a suspended process all passed slots fire in order, a few hundred a turn", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs, perTurn: 200 });
  const order: number[] = [];
  const late: number[] = [];
  for (let index = 0; index < 1000; index++) {
    const timer = wheel.timer((lateMs) => {
      order.push(index);
      late.push(lateMs);
    });
    timer.startAt(1000 + index * tickMs);
  }
  let others = 0;
  clock.after(3_600_000, () => others++);
  clock.jump(3_600_000);
  expect(order).toEqual([...Array(1000).keys()]);
  expect(late[0]).toBe(3_600_000 - 1000);
  expect(others).toBe(1);
});

test("timers of one slot fire first come, first served; one that an action stops does not", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs, perTurn: 10 });
  const fired: number[] = [];
  const timers: WheelTimer[] = [];
  for (let index = 0; index < 1000; index++) {
    timers.push(
      wheel.timer(() => {
        fired.push(index);
        timers[999 - index]?.stop();
      }),
    );
  }
  for (const timer of timers) timer.startAt(500);
  clock.advance(10_000);
  expect(fired).toEqual([...Array(500).keys()]);
});

test("an action that throws does not stop the others", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs });
  let fired = false;
  const bad = wheel.timer(() => {
    throw new Error("of an action");
  });
  const good = wheel.timer(() => {
    fired = true;
  });
  bad.startAt(100);
  good.startAt(200);
  expect(() => clock.advance(150)).toThrow("of an action");
  clock.advance(100);
  expect(fired).toBe(true);
});

test("a timer that was stopped, also twice, fires no more until it is started again", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs });
  const fired: number[] = [];
  const timer = wheel.after(100, () => fired.push(clock.now()));
  timer.stop();
  timer.stop();
  clock.advance(1000);
  expect(fired).toEqual([]);
  timer.startAt(1200);
  clock.advance(1000);
  expect(fired).toEqual([1200]);
});

test("a timer may start the next one", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs });
  let fired = 0;
  const again = (): void => {
    fired += 1;
    wheel.after(100, again);
  };
  wheel.after(100, again);
  clock.advance(1_050);
  expect(fired).toBe(10);
});

test("the clock is asked for nothing while no timer runs", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs });
  expect(clock.waiting).toBe(0);
  wheel.after(100, () => undefined);
  expect(clock.waiting).toBe(1);
  clock.advance(1000);
  expect(clock.waiting).toBe(0);
});

test("a wheel that is stopped forgets all, also from within a timer, and can be used again", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, { tickMs });
  const fired: string[] = [];
  wheel.after(100, () => {
    wheel.stop();
    wheel.after(100, () => fired.push("after"));
  });
  wheel.after(100, () => fired.push("same tick"));
  wheel.after(200, () => fired.push("later"));
  clock.advance(150);
  expect(clock.waiting).toBe(1);
  clock.advance(1000);
  expect(fired).toEqual(["after"]);
  wheel.after(100, () => fired.push("never"));
  wheel.stop();
  expect(clock.waiting).toBe(0);
  clock.advance(1000);
  expect(fired).toEqual(["after"]);
});
