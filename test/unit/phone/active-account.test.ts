import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseMac } from "../../../sim/model/mac.js";
import { createRandom } from "../../../sim/model/random.js";
import { ActiveAccount } from "../../../sim/phone/active-account.js";
import type { SipIdentity, SipOptions } from "../../../sim/phone/ports.js";
import { sharesFlow } from "../../../sim/phone/sip-identity.js";
import { createSipPorts } from "../../../sim/phone/sip-ports.js";
import { createSipShared } from "../../../sim/phone/sip-shared.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { fastTimers, identityFor } from "./registration/test-desk.js";
import { phoneBehaviour, testMac } from "./support/desk.js";
import { profileOf } from "./support/profile.js";
import { type SipPeer, startSipPeer } from "./support/sip-peer.js";

let pbx: SipPeer;
let desk: ActiveAccount;
beforeEach(async () => {
  pbx = await startSipPeer();
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
      clock: systemClock,
      random: createRandom(1),
      timers: fastTimers,
      shared: createSipShared(systemClock, fastTimers),
      trust: { authority: undefined, checked: true },
    },
    { checkSync: () => {}, callsIdle: () => {}, refusesCalls: () => false },
  );
  desk = new ActiveAccount(sip, {
    recorder,
    behaviour: { ...phoneBehaviour, registerOrder: "register-first" },
  });
});
afterEach(async () => {
  await desk.drop();
  await pbx.stop();
});

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
