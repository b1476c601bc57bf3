import { afterEach, describe, expect, it } from "vitest";
import { type SetupInput, setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { header, type SipResponse } from "../../../../sim/sip/message/message.js";
import { sampleInput } from "../sample-setup.js";
import { type Rig, startRig } from "./rig.js";
import { offer, type TestPhone } from "./test-phone.js";

type Route = NonNullable<SetupInput["routes"]>[number];

/** An emergency route that asks, and one below it that would take everything. */
function asking(route: Partial<Route>, change: (input: SetupInput) => void = () => {}) {
  const input = sampleInput();
  input["pin-sets"] = { Managers: { pins: ["0471", "2083"] } };
  input.routes = [
    { name: "Emergency", type: "emergency", patterns: ["911"], trunk: "emergency", ...route },
    { name: "All", patterns: ["X."], trunk: "carrier" },
  ];
  change(input);
  return setupFileSchema.parse(input);
}

let rig: Rig;
let phone: TestPhone;
async function start(...setup: Parameters<typeof asking>): Promise<void> {
  rig = await startRig(asking(...setup));
  phone = await rig.phone("1001", "127.10.0.7");
}
afterEach(() => rig.stop());

const idle = () => expect.poll(() => rig.pbx.calls()).toEqual([]);
async function asked() {
  const { invite, final } = await phone.call("911");
  return { invite, final, early: await phone.early() };
}

async function hangUp(invite: Parameters<TestPhone["inDialog"]>[1], response: SipResponse): Promise<void> {
  const bye = phone.inDialog("BYE", invite, response);
  phone.send(bye);
  expect((await phone.finalTo(bye)).status).toBe(200);
}

// proves: PBX-105, PBX-106
describe("PBX-105: a PIN set", () => {
  it("is asked in early media, and the right PIN lets the call through", async () => {
    await start({ "pin-set": "Managers" });
    const { invite, final, early } = await asked();
    expect(early.reason).toBe("Session Progress");
    expect(early.body).toContain("m=audio");
    expect(rig.pbx.calls()).toMatchObject([{ route: "Emergency", emergency: true, state: "ringing" }]);
    expect((await phone.keys(invite, early, "0471#")).status).toBe(200);
    const answered = await final;
    expect(answered.status).toBe(200);
    // What was answered to the offer once stays so (RFC 3261 §13.2.1).
    expect(answered.body).toBe(early.body);
    expect(await rig.farEndCalls(1)).toMatchObject([{ trunk: "emergency", number: "911" }]);
    await hangUp(invite, answered);
    await idle();
  });

  it("has four entries in all, an empty one too; then the call ends, and no other route takes it", async () => {
    await start({ "pin-set": "Managers" });
    const { invite, final, early } = await asked();
    await phone.keys(invite, early, "471#047#");
    expect(rig.pbx.calls()).toHaveLength(1);
    await phone.keys(invite, early, "#04711#");
    const refused = await final;
    expect(refused.status).toBe(603);
    expect(header(refused, "Reason")).toBe("Q.850;cause=16");
    expect(rig.farEnd.calls()).toEqual([]);
    expect(rig.warnings.at(-1)).toContain(
      'route "Emergency" asks for a PIN or a password: nothing right was entered in 4 entries',
    );
    expect(JSON.stringify([rig.notes, rig.warnings])).not.toMatch(/471/);
    await idle();
  });

  it("the fourth entry may still be right", async () => {
    await start({ "pin-set": "Managers" });
    const { invite, final, early } = await asked();
    await phone.keys(invite, early, "###0471#");
    expect((await final).status).toBe(200);
  });

  it("CANCEL while it is asked: 487, and nothing is left", async () => {
    await start({ "pin-set": "Managers" });
    const { invite, final, early } = await asked();
    await phone.keys(invite, early, "04");
    phone.cancel(invite);
    expect((await final).status).toBe(487);
    await idle();
    expect((await phone.keys(invite, early, "7")).status).toBe(481);
  });

  it("what is no key is refused with 415", async () => {
    await start({ "pin-set": "Managers" });
    const { invite, early } = await asked();
    const info = phone.inDialog("INFO", invite, early, offer);
    phone.send(info);
    expect((await phone.finalTo(info)).status).toBe(415);
    expect((await phone.keys(invite, early, "A")).status).toBe(415);
  });

  it("PBX-109: a pinless extension is asked for nothing", async () => {
    await start({ "pin-set": "Managers", password: "8080" }, (input) => {
      Object.assign(input.extensions["1001"] ?? {}, { pinless: true });
    });
    const { final } = await phone.call("911");
    expect((await final).status).toBe(200);
    expect(await rig.farEndCalls(1)).toHaveLength(1);
  });
});

describe("PBX-108: a route password", () => {
  it("is asked of a call that is answered, which is no proof of anything (PBX-84)", async () => {
    await start({ password: "8080" });
    const { invite, final } = await phone.call("911");
    const answered = await final;
    expect(answered.status).toBe(200);
    expect(rig.farEnd.calls()).toEqual([]);
    await phone.keys(invite, answered, "1#8080#");
    expect(await rig.farEndCalls(1)).toMatchObject([{ number: "911", state: "answered" }]);
    await expect.poll(() => rig.pbx.calls()).toMatchObject([{ state: "talking" }]);
    await hangUp(invite, answered);
    await idle();
    expect((await rig.farEndCalls(2)).at(-1)).toMatchObject({ state: "ended" });
  });

  it("has three entries, then the PBX hangs up", async () => {
    await start({ password: "8080" });
    const { invite, final } = await phone.call("911");
    const answered = await final;
    await phone.keys(invite, answered, "1#2##");
    phone.answer(await phone.nextRequest("BYE"), 200);
    expect(rig.farEnd.calls()).toEqual([]);
    await idle();
  });

  it("who hangs up while it is asked, or while a trunk is tried, is gone", async () => {
    await start({ password: "8080" });
    const first = await phone.call("911");
    await hangUp(first.invite, await first.final);
    await idle();
    rig.farEnd.trunks.set("emergency", "silent");
    const second = await phone.call("911");
    const answered = await second.final;
    await phone.keys(second.invite, answered, "8080#");
    await expect.poll(() => rig.pbx.calls()).toMatchObject([{ trunk: "emergency" }]);
    await hangUp(second.invite, answered);
    await idle();
    expect(rig.farEnd.calls()).toEqual([]);
  });

  it("a trunk that refuses then ends an answered call with BYE", async () => {
    await start({ password: "8080" });
    rig.farEnd.trunks.set("emergency", "busy");
    const { invite, final } = await phone.call("911");
    await phone.keys(invite, await final, "8080#");
    const bye = await phone.nextRequest("BYE");
    expect(header(bye, "Reason")).toBe("Q.850;cause=17");
    phone.answer(bye, 200);
    await idle();
  });

  it("all circuits busy: the announcement is heard in the answered call", async () => {
    await start({ password: "8080" });
    rig.farEnd.trunks.set("emergency", "full");
    const { invite, final } = await phone.call("911");
    await phone.keys(invite, await final, "8080#");
    await expect.poll(() => rig.announced).toEqual(["all-busy to 1001 for 911"]);
    phone.answer(await phone.nextRequest("BYE"), 200);
    await idle();
  });

  it("PBX-110: PIN set and password are both asked, and the PBX can end it at any time", async () => {
    await start({ "pin-set": "Managers", password: "8080" });
    const { invite, final, early } = await asked();
    await phone.keys(invite, early, "0471#");
    const answered = await final;
    expect(answered.status).toBe(200);
    expect(rig.farEnd.calls()).toEqual([]);
    await phone.keys(invite, answered, "8080#");
    expect(await rig.farEndCalls(1)).toHaveLength(1);
    const other = await asked();
    rig.pbx.reset();
    expect((await other.final).status).toBe(480);
    await idle();
  });
});
