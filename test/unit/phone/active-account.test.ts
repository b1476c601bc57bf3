import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import type { Clock } from "../../../sim/model/clock.js";
import { parseMac } from "../../../sim/model/mac.js";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import { createRandom } from "../../../sim/model/random.js";
import { ActiveAccount } from "../../../sim/phone/active-account.js";
import type { SipIdentity, SipOptions } from "../../../sim/phone/ports.js";
import { sharesFlow } from "../../../sim/phone/sip-identity.js";
import { createSipPorts } from "../../../sim/phone/sip-ports.js";
import { createSipShared, type SipShared } from "../../../sim/phone/sip-shared.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { fastTimers, identityFor } from "./registration/test-desk.js";
import { phoneBehaviour, testMac } from "./support/desk.js";
import { profileOf } from "./support/profile.js";
import { type SipPeer, startSipPeer } from "./support/sip-peer.js";

let pbx: SipPeer;
let desk: ActiveAccount;
beforeEach(async () => {
  pbx = await startSipPeer();
  desk = accountOn(systemClock, createSipShared(systemClock, fastTimers));
});
afterEach(async () => {
  await desk.drop();
  await pbx.stop();
});

function accountOn(clock: Clock, shared: SipShared): ActiveAccount {
  const mac = parseMac(testMac);
  if (!mac) throw new Error("no MAC");
  const recorder: SipOptions["recorder"] = { detail: "full", hide: () => undefined, record: () => {} };
  const sip = createSipPorts(
    {
      name: "lobby",
      profile: profileOf("CIP270"),
      mac,
      bindHost: "127.0.0.9",
      recorder,
      clock,
      random: createRandom(1),
      timers: fastTimers,
      shared,
      trust: { authority: undefined, checked: true },
    },
    { checkSync: () => {}, callsIdle: () => {}, refusesCalls: () => false },
  );
  return new ActiveAccount(sip, {
    recorder,
    behaviour: { ...phoneBehaviour, registerOrder: "register-first" },
  });
}

function identityOf(changes: Partial<SipIdentity> = {}): SipIdentity {
  const [host = "", port] = pbx.server.split(":");
  return identityFor({ server: { host, port: Number(port) }, identity: changes });
}

test.each([
  [{ protocol: "udp" }, { protocol: "udp", serverName: "other.example" }, true],
  [{ protocol: "tcp" }, { protocol: "tcp", serverName: "other.example" }, true],
  [{ protocol: "tls" }, { protocol: "tls" }, true],
  [{ protocol: "tls" }, { protocol: "tls", serverName: "other.example" }, false],
  [{ protocol: "udp" }, { protocol: "tcp" }, false],
] as const)(
  "%j and %j share a connection: %s, and only then the new one registers first",
  async (one, other, shared) => {
    const present = identityOf({ serverName: "pbx.example", ...one });
    const next = identityOf({ serverName: "pbx.example", extension: "1002", ...other });
    expect(sharesFlow(present, next)).toBe(shared);
    await desk.take(present);
    expect(desk.registersFirst(next)).toBe(shared);
  },
);

test("who waited for the verdict leaves nothing behind", async () => {
  const identity = identityOf();
  await desk.prepare(identity);
  await desk.take(identity);
  const run = new AbortController();
  expect(await desk.outcome(run.signal)).toBeUndefined();
  expect(getEventListeners(run.signal, "abort")).toEqual([]);
});

test.each([503, 403, 404])("a desk that got a %i and leaves tries no more", async (status) => {
  const clock = new ManualClock();
  const shared = createSipShared(clock, fastTimers);
  const account = accountOn(clock, shared);
  onTestFinished(() => account.drop());
  pbx.registerStatus = status;
  const identity = identityOf();
  await account.prepare(identity);
  await account.take(identity);
  expect(await account.outcome(new AbortController().signal)).toContain("1001");
  await account.leave();
  const { sent } = shared.counters;
  clock.advance(3_600_000);
  expect(shared.counters.sent).toBe(sent);
});
