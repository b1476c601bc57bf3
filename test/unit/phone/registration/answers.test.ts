import { expect, test } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { type Heard, type Script, ScriptedRegistrar } from "./scripted-registrar.js";
import { fastTimers, openDesk } from "./test-desk.js";

async function register(script: Script, timers = fastTimers) {
  const registrar = await ScriptedRegistrar.udp(script);
  const desk = await openDesk({ server: registrar.address, sip: { timers } });
  desk.registration.register();
  return { registrar, desk };
}

/** A desk whose clock the test moves; the wire is real. */
async function registerOnManualClock(script: Script) {
  const clock = new ManualClock();
  const registrar = await ScriptedRegistrar.udp(script);
  const desk = await openDesk({ server: registrar.address, sip: { clock, timers: standardTimers } });
  desk.registration.register();
  return { clock, registrar, desk };
}

// proves: F-01
test("403 is a refusal, tried again slowly: 30 s, 60 s, 120 s, 240 s, then every 5 min", async () => {
  const { clock, desk, registrar } = await registerOnManualClock((request) =>
    request.answer("403 Forbidden"),
  );
  await desk.until("refused");
  for (const about of [30, 60, 120, 240, 300, 300]) {
    const events = desk.all("registration").length;
    const { sent } = desk.counters;
    const since = clock.now();
    // In steps: past the sending the answer needs real time, not the clock's.
    while (desk.counters.sent === sent) clock.advance(100);
    expect(clock.now() - since).toBeGreaterThan(about * 800);
    expect(clock.now() - since).toBeLessThan(about * 1200 + 200);
    await desk.until("refused", events);
  }
  expect(desk.all("registration").map(({ state }) => state)).toEqual([
    "registering",
    ...Array(7).fill("refused"),
  ]);
  expect(desk.all("registration").at(-1)).toMatchObject({ status: 403, reason: "Forbidden" });
  expect(registrar.heard.map(({ cseq }) => cseq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each([
  ["404 Not Found", "rejected"],
  ["410 Gone", "rejected"],
  ["603 Decline", "rejected"],
  ["500 Server Internal Error", "failing"],
  ["503 Service Unavailable", "failing"],
  ["408 Request Timeout", "failing"],
  ["480 Temporarily Unavailable", "failing"],
  ["400 Bad Request", "failing"],
  ["482 Loop Detected", "failing"],
] as const)("%s: %s, one request", async (status, state) => {
  const { registrar, desk } = await register((request) => request.answer(status));
  expect(await desk.until(state)).toMatchObject({
    status: Number(status.slice(0, 3)),
    reason: status.slice(4),
  });
  expect(registrar.heard).toHaveLength(1);
});

test("Retry-After is the least wait", async () => {
  const { clock, desk } = await registerOnManualClock((request) =>
    request.answer("503 Service Unavailable", ["Retry-After: 120 (maintenance);duration=60"]),
  );
  await desk.until("failing");
  clock.advance(119_900);
  expect(desk.counters.sent).toBe(1);
  clock.advance(12_200);
  expect(desk.counters.sent).toBe(2);
});

test("423 is followed once, and its Min-Expires kept", async () => {
  const { registrar, desk } = await register((request) =>
    Number(request.header("Expires")) < 600
      ? request.answer("423 Interval Too Brief", ["Min-Expires: 600"])
      : request.accept(600),
  );
  expect(await desk.until("registered")).toMatchObject({ expiresSeconds: 600 });
  expect(registrar.heard.map((request) => request.header("Expires"))).toEqual(["300", "600"]);
});

test.each([
  ["rising", 2, (index: number) => `${600 + index}`],
  ["not above what was asked for", 1, () => "300"],
  ["no number", 1, () => "soon"],
  ["over a day", 1, () => "4294967295"],
])("423 for ever, Min-Expires %s: given up after %i requests", async (_, requests, least) => {
  const { registrar, desk } = await register((request, index) =>
    request.answer("423 Interval Too Brief", [`Min-Expires: ${least(index)}`]),
  );
  expect(await desk.until("failing")).toMatchObject({ status: 423 });
  expect(registrar.heard).toHaveLength(requests);
});

test("302 to another port of the same host is followed and kept", async () => {
  const second = await ScriptedRegistrar.udp((request) => request.accept(1));
  const { registrar, desk } = await register((request) =>
    request.answer("302 Moved Temporarily", [`Contact: <sip:127.0.0.1:${second.address.port}>`]),
  );
  await second.request(1);
  expect(registrar.heard).toHaveLength(1);
  expect(second.heard.map(({ cseq }) => cseq)).toEqual([2, 3]);
  expect(second.heard[0]?.text).toContain(`REGISTER sip:127.0.0.1:${second.address.port} SIP/2.0`);
  expect(second.heard[0]?.header("Call-ID")).toBe(registrar.heard[0]?.header("Call-ID"));
  expect(desk.registration.state).toBe("registered");
});

test("a circle of redirects and one to a foreign host end in failure", async () => {
  const { registrar: circle, desk } = await register((request) =>
    request.answer("302 Moved Temporarily", [
      `Contact: <sip:127.0.0.1:${/sip:127.0.0.1:(\d+)/.exec(request.text)?.[1]}>`,
    ]),
  );
  expect(await desk.until("failing")).toMatchObject({ status: 302 });
  expect(circle.heard).toHaveLength(1);
  const { registrar, desk: other } = await register((request) =>
    request.answer("302 Moved Temporarily", ["Contact: <sip:127.0.0.2:5060>"]),
  );
  expect(await other.until("failing")).toMatchObject({ status: 302 });
  expect(registrar.heard).toHaveLength(1);
});

test("a 200 without the own contact is no registration", async () => {
  const { desk } = await register((request) =>
    request.answer("200 OK", ["Contact: <sip:1001@127.0.0.1:9>;expires=300, <sip:1001@127.0.0.1:10>"]),
  );
  expect(await desk.until("failing")).toMatchObject({ status: 200, contacts: 2 });
  expect(desk.counters.ownContactMissing).toBe(1);
  expect(desk.registration.state).toBe("failing");
});

// proves: F-48
test("the granted time rules the refresh, not the one asked for", async () => {
  const { clock, desk } = await registerOnManualClock((request) => request.accept(59));
  await desk.until("registered");
  clock.advance(29_400);
  expect(desk.counters.sent).toBe(1);
  clock.advance(18_000);
  expect(desk.counters.sent).toBe(2);
});

test("no answer: copies after 0.5, 1.5, 3.5, 7.5 s, then every 4 s, the end after 32 s, and the next try within 10 s", async () => {
  const { clock, desk } = await registerOnManualClock(() => undefined);
  const times: number[] = [];
  for (let ms = 0; ms < 32_000; ms += 50) {
    const before = desk.counters.retransmits;
    clock.advance(50);
    if (desk.counters.retransmits > before) times.push(clock.now());
  }
  expect(times).toEqual([500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
  expect(await desk.until("failing")).toMatchObject({ status: 0, reason: "no answer" });
  expect(desk.counters).toMatchObject({ sent: 1, timeouts: 1 });
  clock.advance(4_900);
  expect(desk.counters.sent).toBe(1);
  clock.advance(5_200);
  expect(desk.counters.sent).toBe(2);
});

test("after 100 Trying the copy that was due goes out, then one every 4 s (RFC 3261 §17.1.2.2)", async () => {
  const { clock, desk, registrar } = await registerOnManualClock((request, _, copy) =>
    copy === 0 ? request.answer("100 Trying") : undefined,
  );
  await registrar.request(0);
  while (desk.all("sip").length < 2) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(600);
  expect(desk.counters.retransmits).toBe(1);
  clock.advance(3_800);
  expect(desk.counters.retransmits).toBe(1);
  clock.advance(4_200);
  expect(desk.counters.retransmits).toBe(3);
});

test("duplicates, late answers and answers to strangers change nothing", async () => {
  let late: Heard | undefined;
  const { registrar, desk } = await register((request, index) => {
    late ??= request;
    if (index === 0) return request.challenge('realm="r",nonce="n1",qop="auth"');
    const forged = request.answer("403 Forbidden").replace(request.branch, `${request.branch}x`);
    return [forged, request.accept(), request.accept(), late.challenge('realm="r",nonce="n9"')];
  }, standardTimers);
  await desk.until("registered");
  while (desk.counters.late < 3) await new Promise((resolve) => setImmediate(resolve));
  expect(registrar.heard).toHaveLength(2);
  expect(desk.counters).toMatchObject({ sent: 2, success: 1, challenges: 1, late: 3 });
  expect(desk.all("registration").map(({ state }) => state)).toEqual(["registering", "registered"]);
});

test("a response to another method with our branch is not taken", async () => {
  const { desk } = await register((request) => [
    request.answer("403 Forbidden").replace("1 REGISTER", "1 INVITE"),
    request.accept(),
  ]);
  await desk.until("registered");
  expect(desk.all("registration").map(({ state }) => state)).toEqual(["registering", "registered"]);
});

test("a phone whose configuration says not to register sends nothing", async () => {
  const registrar = await ScriptedRegistrar.udp((request) => request.accept());
  const desk = await openDesk({ server: registrar.address, identity: { registers: false } });
  desk.registration.register();
  expect(desk.counters.sent).toBe(0);
  expect(desk.registration.state).toBe("unregistered");
});
