import { afterEach, describe, expect, it } from "vitest";
import type { TrunkState } from "../../../../sim/model/control/trunk-states.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { type SetupInput, setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { header } from "../../../../sim/sip/message/message.js";
import { scaledTimers } from "../../../../sim/sip/timers.js";
import { sampleInput } from "../sample-setup.js";
import { type Rig, startRig } from "./rig.js";
import type { TestPhone } from "./test-phone.js";

type Trunk = NonNullable<SetupInput["trunks"]>[string];
type Route = NonNullable<SetupInput["routes"]>[number];

/** An emergency route with two trunks, and no limit for those who call. */
function twoTrunks(main: Partial<Trunk> = {}, route: Partial<Route> = {}, spare: Partial<Trunk> = {}): Setup {
  const input = sampleInput();
  input.trunks = {
    ...input.trunks,
    main: { "far-end": "psap", ...main },
    spare: { "far-end": "psap", ...spare },
  };
  input.routes = [
    { name: "Emergency", type: "emergency", patterns: ["911"], trunks: ["main", "spare"], ...route },
  ];
  for (const extension of Object.values(input.extensions)) extension["outbound-concurrency-limit"] = 0;
  return setupFileSchema.parse(input);
}

/** 64 times T1 are 1.3 s. */
const timers = scaledTimers(20);

let rig: Rig;
let phone: TestPhone;
async function start(setup: Setup, states: Readonly<Record<string, TrunkState>> = {}): Promise<void> {
  rig = await startRig(setup, { timers });
  for (const [trunk, state] of Object.entries(states)) rig.farEnd.trunks.set(trunk, state);
  phone = await rig.phone("1001");
}
afterEach(() => rig.stop());

const idle = () => expect.poll(() => rig.pbx.calls()).toEqual([]);
const delivered = () => rig.farEnd.calls().map(({ trunk }) => trunk);

async function finalOf911() {
  const { final } = await phone.call("911");
  return final;
}

describe("PBX-90: the trunks of a route, one after the other", () => {
  it.each([403, 404, 488, 500, 503, 603, "full", "down"] as const)(
    "main %s: the second carries the call",
    async (state) => {
      await start(twoTrunks(), { main: state });
      expect((await finalOf911()).status).toBe(200);
      expect(await rig.farEndCalls(1)).toMatchObject([{ trunk: "spare", number: "911" }]);
      expect(rig.pbx.calls()).toMatchObject([{ route: "Emergency", trunk: "spare", state: "talking" }]);
    },
  );

  it.each([
    [486, 486, 17],
    ["busy", 486, 17],
    [600, 486, 17],
    [480, 480, 19],
    [483, 480, 19],
    [408, 408, 18],
    ["silent", 408, 18],
    [410, 410, 22],
    [484, 484, 28],
  ] as const)("main %s: the call ends with %i, the second is not tried", async (state, status, cause) => {
    await start(twoTrunks(), { main: state });
    const final = await finalOf911();
    expect(final.status).toBe(status);
    expect(header(final, "Reason")).toBe(`Q.850;cause=${cause}`);
    await idle();
    expect(delivered()).toEqual([]);
  });

  it.each(["busy", 480, 408, "silent"] as const)(
    "main %s, but it continues if busy: the second carries the call",
    async (state) => {
      await start(twoTrunks({ "continue-if-busy": true }), { main: state });
      expect((await finalOf911()).status).toBe(200);
      await expect.poll(delivered).toEqual(["spare"]);
    },
  );

  it("counts a call on the trunk that it is on now", async () => {
    await start(twoTrunks({ "max-channels": 1 }, {}, { "max-channels": 1 }), { main: 503 });
    expect((await finalOf911()).status).toBe(200);
    // The first trunk has room again, and refuses again; the second is full.
    expect((await finalOf911()).status).toBe(200);
    expect(rig.warnings.at(-1)).toContain(
      'no trunk of route "Emergency" took the call (trunk main answered 503)',
    );
    rig.farEnd.trunks.set("main", "up");
    expect((await finalOf911()).status).toBe(200);
    await expect.poll(delivered).toEqual(["spare", "main"]);
    expect(rig.pbx.calls().map(({ trunk }) => trunk)).toEqual(["spare", undefined, "main"]);
  });

  it("passes over a trunk that became full meanwhile", async () => {
    const setup = twoTrunks({ "continue-if-busy": true }, {}, { "max-channels": 1 });
    const [route] = setup.routes;
    if (!route) throw new Error("the setup has a route");
    const direct = { ...route, name: "Direct", patterns: ["933"], trunks: ["spare"] };
    await start({ ...setup, routes: [route, direct] }, { main: "silent" });
    const waiting = await phone.call("911");
    await expect.poll(() => rig.pbx.calls()).toMatchObject([{ trunk: "main", state: "ringing" }]);
    expect((await (await phone.call("933")).final).status).toBe(200);
    expect((await waiting.final).status).toBe(200);
    expect(rig.warnings.at(-1)).toContain("(trunk main answered 408, trunk spare is full)");
    expect(delivered()).toEqual(["spare"]);
  });

  it("a trunk that stands twice in the route is not full of the call itself", async () => {
    await start(twoTrunks({ "max-channels": 1 }, { trunks: ["main", "main", "spare"] }), { main: 500 });
    expect((await finalOf911()).status).toBe(200);
    await expect.poll(delivered).toEqual(["spare"]);
  });
});

describe("PBX-91: no trunk took the call", () => {
  it("an announcement answers, and hangs up by itself", async () => {
    await start(twoTrunks(), { main: "full", spare: "down" });
    expect((await finalOf911()).status).toBe(200);
    phone.answer(await phone.nextRequest("BYE"), 200);
    expect(delivered()).toEqual([]);
    expect(rig.announced).toEqual(["all-busy to 1001 for 911"]);
    expect(rig.warnings.at(-1)).toMatch(/^announcement to .*trunk main answered 503, trunk spare is down/);
    await idle();
  });

  it("congestion", async () => {
    await start(twoTrunks({}, { "failure-destination": "congestion" }), { main: 404, spare: 503 });
    const final = await finalOf911();
    expect(final.status).toBe(503);
    expect(header(final, "Reason")).toBe("Q.850;cause=34");
    await idle();
  });

  it("an extension, which rings and answers", async () => {
    await start(twoTrunks({}, { "failure-destination": { extension: "2000" } }), { main: 500, spare: 500 });
    const reception = await rig.phone("2000");
    await reception.register();
    const { final } = await phone.call("911");
    reception.answer(await reception.nextRequest("INVITE"), 200, "v=0\r\n");
    expect((await final).status).toBe(200);
    expect(rig.pbx.calls()).toMatchObject([{ emergency: true, state: "talking" }]);
    expect(rig.pbx.calls()[0]).not.toHaveProperty("trunk");
  });

  it("an extension that is not there: the caller gets 480", async () => {
    await start(twoTrunks({}, { "failure-destination": { extension: "2000" } }), { main: 500, spare: 500 });
    expect((await finalOf911()).status).toBe(480);
    await idle();
  });
});

describe("a caller who gives up", () => {
  it("while the second trunk is tried: 487, and nothing is left", async () => {
    await start(twoTrunks(), { main: 503, spare: "silent" });
    const { invite, final } = await phone.call("911");
    await expect.poll(() => rig.pbx.calls()).toMatchObject([{ trunk: "spare" }]);
    phone.cancel(invite);
    expect((await final).status).toBe(487);
    await idle();
    // Its INVITE is still repeated, as no answer came, and now gets there: whatever comes of it is ended.
    rig.farEnd.trunks.reset();
    expect((await finalOf911()).status).toBe(200);
    await expect.poll(() => rig.pbx.calls().length).toBe(1);
    await expect.poll(() => rig.farEnd.calls().filter(({ state }) => state === "answered").length).toBe(1);
  });

  it("at any moment between two trunks: no call is left up", async () => {
    const trunks = Array.from({ length: 12 }, () => "main");
    await start(twoTrunks({}, { trunks: [...trunks, "spare"] }), { main: 503 });
    for (let tried = 0; tried < 12; tried++) {
      const { invite, final } = await phone.call("911");
      for (let turn = 0; turn < tried; turn++) await new Promise(setImmediate);
      phone.cancel(invite);
      const response = await final;
      expect([200, 487]).toContain(response.status);
      if (response.status === 200) {
        const bye = phone.inDialog("BYE", invite, response);
        phone.send(bye);
        await phone.finalTo(bye);
      }
      await idle();
      await expect.poll(() => rig.farEnd.calls().every(({ state }) => state === "ended")).toBe(true);
    }
  });
});

it("without the seam's leave no other trunk is tried", async () => {
  await start(twoTrunks(), { main: 503 });
  rig.bend({ failover: () => false });
  expect((await finalOf911()).status).toBe(503);
  rig.farEnd.trunks.set("main", "down");
  expect((await finalOf911()).status).toBe(503);
  await idle();
  expect(delivered()).toEqual([]);
});
