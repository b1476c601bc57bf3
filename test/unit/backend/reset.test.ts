import { expect, onTestFinished, test } from "vitest";
import { startEmbeddedBackend } from "../../../sim/backend/embedded.js";
import { ControlClient } from "../../../sim/fleet/backend/control-client.js";
import type { BackendEvent } from "../../../sim/model/control/backend-event.js";
import { operations } from "../../../sim/model/control/control-operations.js";
import { accountIn, RawDesk } from "./raw-desk.js";
import { profiles, sampleSetup } from "./sample-setup.js";
import { WalkingPhone } from "./web/phone-walk.js";

const mac = "001fc1000001";
const mapping = { extension: "1001", model: "CIP270", template: "EST Default", layout: "user-270" };

async function started(options: Partial<Parameters<typeof startEmbeddedBackend>[0]> = {}) {
  const backend = await startEmbeddedBackend({
    ...{ setup: sampleSetup(), profiles, seed: 1, faultsEnabled: true },
    timers: { t1: 50, t2: 400, t4: 500 },
    ...options,
  });
  onTestFinished(() => backend.stop());
  const client = new ControlClient(backend.controlUrl);
  onTestFinished(() => client.close());
  return { backend, client };
}

/** Everything that the control API shows, but for what no reset changes. */
async function shown(client: ControlClient) {
  return {
    status: await client.ask(operations.getStatus, {}),
    setup: await client.ask(operations.getSetup, {}),
    mappings: await client.ask(operations.listMappings, {}),
    contacts: await client.ask(operations.listContacts, { query: {} }),
    calls: await client.ask(operations.listCalls, {}),
    farEndCalls: await client.ask(operations.listFarEndCalls, {}),
    trunks: await client.ask(operations.listTrunks, {}),
    lockouts: await client.ask(operations.listLockouts, {}),
  };
}

test("after a reset a backend is what it was at its start", async () => {
  const { backend, client } = await started();
  const atStart = await shown(client);
  await client.tell(operations.putMapping, { params: { mac }, body: mapping });
  const phone = new WalkingPhone("CIP270", mac);
  const desk = await RawDesk.open(accountIn(await phone.config(backend.status.configServer, mac)), mac);
  onTestFinished(() => desk.close());
  await desk.register();
  expect((await desk.call("911")).status).toBe(200);
  await client.ask(operations.submitSetup, {
    query: {},
    body: { templates: { Night: { "screen-timeout": 5 } } },
  });
  const more = { query: {}, body: { maxContacts: 7 } };
  await client.tell(operations.patchExtension, { params: { number: "1001" }, ...more });
  await client.tell(operations.setFault, { params: { fault: "beep-missing" } });
  await client.tell(operations.setWebFault, { body: { on: "files", kind: "not-found" } });
  await client.tell(operations.moveClock, { body: { frozen: true } });
  await client.tell(operations.putTrunk, { params: { name: "emergency" }, body: { state: "busy" } });
  const changed = await shown(client);
  for (const part of ["trunks", "setup", "mappings", "contacts", "calls", "farEndCalls"] as const) {
    expect(changed[part]).not.toEqual(atStart[part]);
  }

  await client.tell(operations.reset, {});
  expect(await shown(client)).toEqual(atStart);
  expect((await phone.config(backend.status.configServer, mac)).get(35)).toBe("");
});

test("who begins to follow the events is told what there is", async () => {
  const { backend, client } = await started();
  const followed = async () => {
    const response = await fetch(`${backend.controlUrl}/events`);
    // All that there is comes in one piece: a note that is told later marks its end.
    let text = "";
    for await (const chunk of response.body ?? []) {
      if (text === "") await client.tell(operations.setFault, { params: { fault: "beep-missing" } });
      text += Buffer.from(chunk).toString();
      if (text.includes('"fault"')) break;
    }
    const lines = text.trim().split("\n");
    return lines.slice(1, -1).map((line) => JSON.parse(line) as BackendEvent);
  };
  expect(await followed()).toEqual([]);
  await client.tell(operations.putMapping, { params: { mac }, body: mapping });
  const phone = new WalkingPhone("CIP270", mac);
  const desk = await RawDesk.open(accountIn(await phone.config(backend.status.configServer, mac)), mac);
  onTestFinished(() => desk.close());
  await desk.register();
  expect((await desk.call("911")).status).toBe(200);
  await client.ask(operations.submitSetup, { query: {}, body: { "feature-codes": ["do-not-disturb"] } });
  expect((await desk.call("*78")).status).toBe(200);
  await client.tell(operations.moveClock, { body: { frozen: true } });
  await client.tell(operations.putTrunk, { params: { name: "carrier" }, body: { state: "busy" } });
  expect(await followed()).toEqual([
    { type: "contact", extension: "1001", mac, bound: true },
    { type: "outside-calls", extension: "1001", running: 1, channels: { emergency: 1 } },
    { type: "features", extension: "1001", doNotDisturb: true },
    { type: "trunk", trunk: "carrier", state: "busy" },
    { type: "clock", wallMs: expect.any(Number), frozen: true },
  ]);
});

test("who follows the events learns of a reset what it has put back", async () => {
  const events: BackendEvent[] = [];
  const { client } = await started({ onEvent: (event) => events.push(event) });
  await client.tell(operations.putTrunk, { params: { name: "emergency" }, body: { state: "busy" } });
  await client.tell(operations.moveClock, { body: { frozen: true } });
  await client.tell(operations.moveClock, { body: { advanceSeconds: 3600 } });
  const before = events.splice(0).length;
  await client.tell(operations.reset, {});
  expect(before).toBe(3);
  expect(events).toContainEqual({ type: "trunk", trunk: "emergency", state: "up" });
  const clocks = events.filter((each) => each.type === "clock");
  expect(clocks).toEqual([{ type: "clock", wallMs: expect.any(Number), frozen: false }]);
  expect(Math.abs((clocks[0]?.wallMs ?? 0) - Date.now())).toBeLessThan(60_000);
  events.splice(0);
  await client.tell(operations.reset, {});
  expect(events.filter(({ type }) => type === "clock" || type === "trunk")).toEqual([]);
});

test("a backend whose state outlives it is not reset", async () => {
  const { client } = await started({ keepSetup: async () => {} });
  await client.tell(operations.putMapping, { params: { mac }, body: mapping });
  await expect(client.tell(operations.reset, {})).rejects.toMatchObject({
    code: "DF_BACKEND_REFUSED",
    message: expect.stringContaining("keeps its state"),
  });
  expect(await client.ask(operations.listMappings, {})).toHaveLength(1);
});
