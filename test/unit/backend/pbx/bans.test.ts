import { expect, onTestFinished, test } from "vitest";
import { Bans } from "../../../../sim/backend/pbx/bans.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { startRig } from "./rig.js";
import { twoOffices } from "./two-offices.js";

const [first, second, onsite] = ["127.20.0.7", "127.20.0.8", "127.10.0.7"];
const rules = { enabled: true, maxRetry: 3, findTime: 600, banTime: 1800, allow: [] };

function bansUnder(intrusionDetection: Setup["intrusionDetection"]) {
  const offices = twoOffices();
  const { chicago } = offices.locations;
  if (!chicago) throw new Error("the setup has no chicago");
  const locations = { ...offices.locations, chicago: { ...chicago, network: "offsite" as const } };
  const setup = { ...offices, locations, intrusionDetection };
  const clock = new ManualClock();
  return { clock, bans: new Bans(() => setup, clock) };
}

test("an offsite location has one address: one of its phones gets all banned, for a time", () => {
  const { clock, bans } = bansUnder(rules);
  expect([bans.failed(first), bans.failed(first)]).toEqual([undefined, undefined]);
  expect(bans.isBanned(first)).toBe(false);
  expect(bans.failed(first)).toEqual({
    ...{ location: "chicago", seconds: 1800 },
    text: expect.stringMatching(/^location chicago is banned for 1800 s after 3 failed requests/),
  });
  expect([first, second, onsite].map((host) => bans.isBanned(host))).toEqual([true, true, false]);
  clock.advance(1_800_000);
  expect(bans.isBanned(first)).toBe(false);
});

test("who fails while banned is neither banned again nor for longer, and starts from nothing afterwards", () => {
  const { clock, bans } = bansUnder({ ...rules, banTime: 60 });
  for (let count = 0; count < 3; count++) bans.failed(first);
  clock.advance(59_000);
  for (let count = 0; count < 9; count++) expect(bans.failed(second)).toBeUndefined();
  clock.advance(1000);
  expect(bans.isBanned(first)).toBe(false);
  expect([bans.failed(first), bans.failed(first)]).toEqual([undefined, undefined]);
  expect(bans.failed(first)).toMatchObject({ location: "chicago" });
});

test("a sweep forgets whose failures are too old and whose ban is over, and nobody else", () => {
  const { clock, bans } = bansUnder(rules);
  bans.failed("127.10.0.9");
  for (let count = 0; count < 3; count++) bans.failed(onsite);
  clock.advance(600_000);
  bans.failed("127.10.0.10");
  bans.sweep();
  expect(bans.size).toBe(2);
  expect(bans.isBanned(onsite)).toBe(true);
  clock.advance(1_200_000);
  bans.sweep();
  expect(bans.size).toBe(0);
});

test("a SIP server that knows of no ban passes requests on, and the PBX does not answer them", async () => {
  const setup = { intrusionDetection: { ...rules, maxRetry: 1 } };
  const bans = new Bans(() => twoOffices(setup), systemClock);
  const rig = await startRig(setup, { bans });
  onTestFinished(() => rig.stop());
  const [banned, other] = [await rig.phone("7777", "127.10.0.7"), await rig.phone("1001", "127.10.0.8")];
  expect((await banned.register()).status).toBe(401);
  expect(bans.isBanned("127.10.0.7")).toBe(true);
  const unheard = banned.request("REGISTER", `sip:${rig.sip.host}:${rig.sip.port}`);
  banned.send(unheard);
  const first = await Promise.race([
    banned.finalTo(unheard).then(() => "who is banned was answered"),
    other.register().then(({ status }) => status),
  ]);
  expect(first).toBe(200);
});

test("onsite each phone counts by itself", () => {
  const { bans } = bansUnder(rules);
  for (let count = 0; count < 3; count++) bans.failed(onsite);
  expect(bans.isBanned(onsite)).toBe(true);
  expect(bans.isBanned("127.10.0.8")).toBe(false);
  bans.forget();
  expect(bans.isBanned(onsite)).toBe(false);
});

test("who fails seldom enough, or is allowed, is never banned; nor is anybody where it is off", () => {
  const { clock, bans } = bansUnder(rules);
  for (let count = 0; count < 9; count++) {
    bans.failed(first);
    clock.advance(301_000);
  }
  expect(bans.isBanned(first)).toBe(false);
  for (const kind of [
    { ...rules, enabled: false },
    { ...rules, allow: ["127.20.0.0/16"] },
  ]) {
    const other = bansUnder(kind).bans;
    for (let count = 0; count < 9; count++) expect(other.failed(first)).toBeUndefined();
    expect(other.isBanned(first)).toBe(false);
  }
});
