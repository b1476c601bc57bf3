import { expect, test } from "vitest";
import { createRandom } from "../../../../sim/model/random.js";
import { defaultGateLimits, RegistrarGate } from "../../../../sim/phone/registration/registrar-gate.js";

/** Runs a crowd of phones through the gate: each asks, waits as told, asks again. @returns start times in ms */
function crowd(
  gate: RegistrarGate,
  phones: number,
  endMs: number,
  whenStarted: (nowMs: number) => void,
): number[] {
  const starts: number[] = [];
  let waiting = Array.from({ length: phones }, () => ({ atMs: 0, holdsTurn: false }));
  for (let nowMs = 0; nowMs <= endMs; nowMs += 10) {
    const next: typeof waiting = [];
    for (const phone of waiting) {
      if (phone.atMs > nowMs) {
        next.push(phone);
        continue;
      }
      const turn = gate.ask(nowMs, phone.holdsTurn);
      if (turn.waitMs > 0) next.push({ atMs: nowMs + turn.waitMs, holdsTurn: turn.holdsTurn });
      else {
        starts.push(nowMs);
        whenStarted(nowMs);
      }
    }
    waiting = next;
  }
  return starts;
}

test("5000 phones that all want at once make a ramp of 300/s after a burst of 50", () => {
  const gate = new RegistrarGate(defaultGateLimits, createRandom(1));
  const starts = crowd(gate, 5000, 20_000, () => undefined);
  expect(starts).toHaveLength(5000);
  expect(starts.filter((at) => at === 0).length).toBeLessThanOrEqual(51);
  for (let second = 0; second < 16; second++) {
    const inSecond = starts.filter((at) => at > second * 1000 && at <= (second + 1) * 1000).length;
    expect(inSecond).toBeGreaterThan(280);
    expect(inSecond).toBeLessThanOrEqual(303);
  }
});

test("a registrar that is down is probed once a second, and let in again at its first answer", () => {
  const gate = new RegistrarGate(defaultGateLimits, createRandom(1));
  for (let index = 0; index < 20; index++) gate.timedOut();
  expect(gate.isDown).toBe(true);
  const starts = crowd(gate, 1000, 20_000, (nowMs) => {
    if (nowMs >= 10_000) gate.answered();
  });
  const probes = starts.filter((at) => at < 10_000);
  expect(probes.length).toBeGreaterThanOrEqual(8);
  expect(probes.length).toBeLessThanOrEqual(10);
  expect(starts).toHaveLength(1000);
});

test("19 timeouts with an answer between do not mean that it is down", () => {
  const gate = new RegistrarGate(defaultGateLimits, createRandom(1));
  for (let index = 0; index < 19; index++) gate.timedOut();
  gate.answered();
  for (let index = 0; index < 19; index++) gate.timedOut();
  expect(gate.isDown).toBe(false);
});
