import { afterEach, expect, test } from "vitest";
import { CallRecords } from "../../../../sim/backend/pbx/call-records.js";
import { intact } from "../../../../sim/backend/pbx/seams.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { type SetupInput, setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { sampleInput } from "../sample-setup.js";
import { type Rig, startRig } from "./rig.js";
import type { TestPhone } from "./test-phone.js";

const call = { src: "1001", dst: "911", clid: '"Alice" <1001>', channel: "PJSIP/1001" };

test("PBX-107: seconds are counted from start and answer, and rounded down; the record comes at the end", () => {
  const clock = new ManualClock();
  const records = new CallRecords(clock, { wall: () => Date.parse("2026-11-30T12:00:00Z") }, intact);
  const record = records.begin(call);
  clock.advance(4_900);
  record.goesTo({ dstchannel: "PJSIP/emergency", outboundCnum: "2125550100" });
  record.answered();
  clock.advance(10_300);
  expect(records.written).toEqual([]);
  record.end();
  const at = "2026-11-30T12:00:00.000Z";
  expect(records.written).toEqual([
    {
      ...{ ...call, start: at, answer: at, end: at, duration: 15, billsec: 10 },
      ...{ disposition: "ANSWERED", dstchannel: "PJSIP/emergency", outboundCnum: "2125550100" },
    },
  ]);
});

test("PBX-108: after a route password billing begins again", () => {
  const clock = new ManualClock();
  const records = new CallRecords(clock, clock, intact);
  const record = records.begin(call);
  record.answered();
  clock.advance(9_000);
  record.reset();
  clock.advance(2_000);
  record.end();
  expect(records.written).toMatchObject([{ duration: 2, billsec: 2 }]);
});

test.each([
  [486, "BUSY"],
  [603, "NO ANSWER"],
  [480, "NO ANSWER"],
  [503, "FAILED"],
  [undefined, "NO ANSWER"],
] as const)("a call that ends with %s is %s, and has no answer", (status, disposition) => {
  const clock = new ManualClock();
  const records = new CallRecords(clock, clock, intact);
  const record = records.begin(call);
  if (status !== undefined) record.failed(status);
  record.end();
  expect(records.written).toMatchObject([{ disposition, billsec: 0 }]);
  expect(records.written[0]).not.toHaveProperty("answer");
});

test("what was forgotten is not written later by a call that was up", () => {
  const clock = new ManualClock();
  const records = new CallRecords(clock, clock, intact);
  const record = records.begin(call);
  records.forget();
  record.end();
  expect(records.written).toEqual([]);
});

let rig: Rig;
let phone: TestPhone;
async function start(change: (input: SetupInput) => void): Promise<void> {
  const input = sampleInput();
  change(input);
  rig = await startRig(setupFileSchema.parse(input));
  phone = await rig.phone("1001", "127.10.0.7");
}
afterEach(() => rig?.stop());

// proves: PBX-107
test("PBX-107: the PIN of a set that records is said to be stored, and stands nowhere", async () => {
  await start((input) => {
    input["pin-sets"] = { Managers: { pins: ["047183"], "record-in-cdr": true } };
    input.routes = [
      { name: "Emergency", type: "emergency", patterns: ["911"], trunk: "emergency", "pin-set": "Managers" },
    ];
  });
  const { invite, final } = await phone.call("911");
  await phone.keys(invite, await phone.early(), "047183#");
  const answered = await final;
  expect(rig.pbx.cdr()).toEqual([]);
  const bye = phone.inDialog("BYE", invite, answered);
  phone.send(bye);
  await phone.finalTo(bye);
  await expect
    .poll(() => rig.pbx.cdr())
    .toMatchObject([
      {
        ...{ src: "1001", dst: "911", channel: "PJSIP/1001", dstchannel: "PJSIP/emergency" },
        ...{ disposition: "ANSWERED", accountcode: "pin recorded" },
      },
    ]);
  expect(JSON.stringify([rig.pbx.cdr(), rig.notes, rig.warnings])).not.toContain("047183");
});

test("PBX-80: an announcement answers, and the record has no trunk; a refusal leaves one, an unknown number none", async () => {
  await start((input) => {
    Object.assign(input.extensions["1001"] ?? {}, { "device-user": "none" });
    Object.assign(input.extensions["9000"] ?? {}, { "denied-numbers": ["911"] });
  });
  const { final } = await phone.call("911");
  expect((await final).status).toBe(200);
  await expect.poll(() => rig.pbx.cdr(), { timeout: 10_000 }).toHaveLength(1);
  expect(rig.pbx.cdr()[0]).toMatchObject({ dst: "911", disposition: "ANSWERED" });
  expect(rig.pbx.cdr()[0]).not.toHaveProperty("dstchannel");
  const lobby = await rig.phone("9000", "127.10.0.8");
  expect((await (await lobby.call("911")).final).status).toBe(403);
  expect((await (await lobby.call("4711")).final).status).toBe(404);
  expect(rig.pbx.cdr().slice(1)).toMatchObject([{ src: "9000", dst: "911", disposition: "FAILED" }]);
});
