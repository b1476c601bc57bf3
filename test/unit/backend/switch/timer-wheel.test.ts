import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimerWheel } from "../../../../sim/backend/switch/timer-wheel.js";
import { StepClock } from "./rig/step-clock.js";

const tickMs = 50;

describe("TimerWheel", () => {
  it("fires each timer once, never early and at most two ticks late", () => {
    const delays = fc.array(fc.record({ startMs: fc.nat(2_000), delayMs: fc.nat(40_000) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(delays, (wanted) => {
        const clock = new StepClock();
        const wheel = new TimerWheel(clock, tickMs);
        const late: number[] = [];
        for (const { startMs, delayMs } of [...wanted].sort((a, b) => a.startMs - b.startMs)) {
          clock.pass(Math.max(0, startMs - clock.now()));
          const dueMs = clock.now() + delayMs;
          wheel.after(delayMs, () => late.push(clock.now() - dueMs));
        }
        clock.pass(45_000);
        expect(late).toHaveLength(wanted.length);
        for (const ms of late) {
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThanOrEqual(2 * tickMs);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("does not fire what was cancelled, also from within another timer", () => {
    const clock = new StepClock();
    const wheel = new TimerWheel(clock, tickMs);
    const fired: string[] = [];
    const first = wheel.after(100, () => fired.push("first"));
    wheel.after(200, () => {
      fired.push("second");
      third.cancel();
    });
    const third = wheel.after(200, () => fired.push("third"));
    first.cancel();
    first.cancel();
    clock.pass(1_000);
    expect(fired).toEqual(["second"]);
  });

  it("lets a timer start the next one", () => {
    const clock = new StepClock();
    const wheel = new TimerWheel(clock, tickMs);
    let fired = 0;
    const again = (): void => {
      fired += 1;
      wheel.after(100, again);
    };
    wheel.after(100, again);
    clock.pass(1_050);
    expect(fired).toBe(10);
  });

  it("asks the clock for nothing while no timer runs, and forgets all when stopped", () => {
    const clock = new StepClock();
    let asked = 0;
    const counting = {
      now: () => clock.now(),
      wall: () => clock.wall(),
      after: (delayMs: number, action: () => void) => {
        asked += 1;
        return clock.after(delayMs, action);
      },
    };
    const wheel = new TimerWheel(counting, tickMs);
    clock.pass(1_000);
    expect(asked).toBe(0);
    wheel.after(100, () => {});
    clock.pass(10_000);
    expect(asked).toBeLessThan(5);
    let fired = false;
    wheel.after(100, () => {
      fired = true;
    });
    wheel.stop();
    clock.pass(1_000);
    expect(fired).toBe(false);
  });
});
