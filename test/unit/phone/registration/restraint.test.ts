import { expect, test } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { type Heard, ScriptedRegistrar } from "./scripted-registrar.js";
import { openDesk } from "./test-desk.js";

/** The registrars that ask for more, or take back what they gave, each time. */
const registrars: Readonly<Record<string, (request: Heard, index: number) => string>> = {
  "calls each nonce stale": (request, index) =>
    request.challenge(`realm="r",nonce="n${index}",qop="auth",stale=true`),
  "asks for a longer time": (request, index) =>
    request.answer("423 Interval Too Brief", [`Min-Expires: ${400 + index}`]),
  "fails after each challenge": (request, index) =>
    index % 2 === 0
      ? request.challenge(`realm="r",nonce="n${index}",qop="auth",stale=true`)
      : request.answer("503 Service Unavailable"),
};

test.each(Object.keys(registrars))(
  "a registrar that %s: one request in 5 s, once it has failed",
  async (name) => {
    const clock = new ManualClock();
    const registrar = await ScriptedRegistrar.udp(
      (request, index) => registrars[name]?.(request, index) ?? "",
    );
    const desk = await openDesk({ server: registrar.address, sip: { clock, timers: standardTimers } });
    desk.registration.register();
    await desk.until("failing");
    const { sent } = desk.counters;
    for (let failures = 1; failures < 8; failures++) {
      const known = desk.all("registration").length;
      const before = desk.counters.sent;
      // Past the sending the answers need real time, not the clock's.
      while (desk.counters.sent === before) clock.advance(100);
      await desk.until("failing", known);
      const paid = clock.now() / 5_000;
      expect(desk.counters.sent - sent).toBeLessThanOrEqual(paid);
    }
  },
);

test("a registrar that drops each phone as soon as it has taken it hears of it no more than once in 5 s", async () => {
  const clock = new ManualClock();
  const registrar = await ScriptedRegistrar.tcp((request) => request.accept());
  const desk = await openDesk({
    server: registrar.address,
    protocol: "tcp",
    sip: { clock, timers: standardTimers },
  });
  desk.registration.register();
  for (let times = 1; times < 12; times++) {
    await desk.until("registered", 2 * times - 1);
    for (const connection of registrar.connections) connection.destroy();
    await desk.until("failing", 2 * times);
    clock.advance(4_900);
    expect(desk.counters.sent).toBe(times);
    clock.advance(5_200);
    expect(desk.counters.sent).toBe(times + 1);
  }
});

test("a registration that held and is lost is tried again within 5 s", async () => {
  const clock = new ManualClock();
  const registrar = await ScriptedRegistrar.tcp((request) => request.accept());
  const desk = await openDesk({
    server: registrar.address,
    protocol: "tcp",
    sip: { clock, timers: standardTimers },
  });
  desk.registration.register();
  await desk.until("registered");
  clock.advance(5_100);
  for (const connection of registrar.connections) connection.destroy();
  await desk.until("failing");
  clock.advance(5_100);
  expect(desk.counters.sent).toBe(2);
});
