import fc from "fast-check";
import { expect, test } from "vitest";
import { TimerWheel } from "../../../../sim/phone/registration/timer-wheel.js";
import { StepClock } from "./step-clock.js";

const tickMs = 50;

test("a seat fires once, never early and at most a tick late", () => {
  const clock = new StepClock();
  const wheel = new TimerWheel(clock, { tickMs });
  const fired: number[] = [];
  const seat = wheel.join(() => fired.push(clock.now()));
  wheel.arm(seat, 120);
  clock.advance(10_000);
  expect(fired).toEqual([150]);
});

test("times beyond a turn of the wheel are kept", () => {
  const clock = new StepClock();
  const wheel = new TimerWheel(clock, { tickMs });
  const fired: number[] = [];
  const seat = wheel.join(() => fired.push(clock.now()));
  const hour = 3_600_000;
  wheel.arm(seat, hour);
  clock.advance(hour - tickMs);
  expect(fired).toEqual([]);
  clock.advance(tickMs);
  expect(fired).toEqual([hour]);
});

test("the wheel does what a list of timers would do", () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant("arm"), seat: fc.nat(5), delay: fc.integer({ min: 0, max: 400_000 }) }),
    fc.record({ kind: fc.constant("disarm"), seat: fc.nat(5), delay: fc.constant(0) }),
    fc.record({
      kind: fc.constant("advance"),
      seat: fc.constant(0),
      delay: fc.integer({ min: 0, max: 300_000 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      const clock = new StepClock();
      const wheel = new TimerWheel(clock, { tickMs });
      const due = new Map<number, number>();
      const seats = [0, 1, 2, 3, 4, 5].map((index) =>
        wheel.join(() => {
          const at = due.get(index);
          expect(at).toBeDefined();
          expect(clock.now()).toBeGreaterThanOrEqual(at ?? Number.NaN);
          expect(clock.now() - (at ?? 0)).toBeLessThanOrEqual(2 * tickMs);
          due.delete(index);
        }),
      );
      for (const { kind, seat, delay } of actions) {
        const number = seats[seat] ?? 0;
        if (kind === "arm") {
          wheel.arm(number, clock.now() + delay);
          due.set(seat, clock.now() + delay);
        } else if (kind === "disarm") {
          wheel.disarm(number);
          due.delete(seat);
        } else clock.advance(delay);
        for (const at of due.values()) expect(at).toBeGreaterThan(clock.now() - 2 * tickMs);
      }
    }),
    { numRuns: 60 },
  );
});

test("after a suspended process all passed slots fire in order, a few hundred a turn", () => {
  const clock = new StepClock();
  const wheel = new TimerWheel(clock, { tickMs, perTurn: 200 });
  const order: number[] = [];
  const late: number[] = [];
  for (let index = 0; index < 1000; index++) {
    const seat = wheel.join((lateMs) => {
      order.push(index);
      late.push(lateMs);
    });
    wheel.arm(seat, 1000 + index * tickMs);
  }
  let others = 0;
  clock.after(3_600_000, () => others++);
  clock.jump(3_600_000);
  expect(order).toEqual([...Array(1000).keys()]);
  expect(late[0]).toBe(3_600_000 - 1000);
  expect(others).toBe(1);
});

test("seats of one slot fire first come, first served; one that an action disarms does not", () => {
  const clock = new StepClock();
  const wheel = new TimerWheel(clock, { tickMs, perTurn: 10 });
  const fired: number[] = [];
  const seats: number[] = [];
  for (let index = 0; index < 1000; index++) {
    seats.push(
      wheel.join(() => {
        fired.push(index);
        const partner = seats[999 - index];
        if (partner !== undefined) wheel.disarm(partner);
      }),
    );
  }
  for (const seat of seats) wheel.arm(seat, 500);
  clock.advance(10_000);
  expect(fired).toEqual([...Array(500).keys()]);
});

test("an action that throws does not stop the others", () => {
  const clock = new StepClock();
  const wheel = new TimerWheel(clock, { tickMs });
  let fired = false;
  const bad = wheel.join(() => {
    throw new Error("of an action");
  });
  const good = wheel.join(() => {
    fired = true;
  });
  wheel.arm(bad, 100);
  wheel.arm(good, 200);
  expect(() => clock.advance(150)).toThrow("of an action");
  clock.advance(100);
  expect(fired).toBe(true);
});

test("a seat that was left is given to the next one and fires no more", () => {
  const clock = new StepClock();
  const wheel = new TimerWheel(clock, { tickMs });
  let fired = 0;
  const seat = wheel.join(() => fired++);
  wheel.arm(seat, 100);
  wheel.leave(seat);
  expect(wheel.join(() => undefined)).toBe(seat);
  clock.advance(1000);
  expect(fired).toBe(0);
});
