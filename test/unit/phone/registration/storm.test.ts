import { expect, test } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { createRandom } from "../../../../sim/model/random.js";
import { createSipShared } from "../../../../sim/phone/sip-shared.js";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { ScriptedRegistrar } from "./scripted-registrar.js";
import { openDesk } from "./test-desk.js";

// proves: F-79
test("2,000 phones that start at once are a storm: all are at the registrar before any time has passed", async () => {
  const phones = 2000;
  const registrar = await ScriptedRegistrar.udp((request) => request.accept());
  const clock = new ManualClock();
  const measured: number[] = [];
  const shared = {
    ...createSipShared(clock, standardTimers),
    meter: { registered: (ms: number) => measured.push(ms) },
  };
  const desks = await Promise.all(
    Array.from({ length: phones }, (_, index) =>
      openDesk({
        server: registrar.address,
        identity: { extension: String(10_000 + index) },
        sip: { clock, shared, timers: standardTimers, random: createRandom(index) },
      }),
    ),
  );
  for (const desk of desks) desk.registration.register();
  expect(shared.counters.sent).toBe(phones);
  // The system may drop datagrams of a burst like this; copies of them go out when time passes.
  await registrar.request(0);
  while (shared.counters.success < phones) {
    const before = shared.counters.success;
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (shared.counters.success === before) clock.advance(100);
  }
  expect(new Set(registrar.heard.map(({ contact }) => contact)).size).toBe(phones);
  expect(measured.length).toBe(phones);
  expect(measured.filter((ms) => ms === 0).length).toBeGreaterThan(0);
});
