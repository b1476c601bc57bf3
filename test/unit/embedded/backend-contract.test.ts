import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startEmbeddedBackend } from "../../../sim/backend/embedded.js";
import { startEmbedded } from "../../../sim/embedded/start-embedded.js";
import type { Backend, BackendStart } from "../../../sim/fleet/backend/backend.js";
import { targetBackends } from "../../../sim/fleet/backend/target-backend.js";
import { unsupported } from "../../../sim/fleet/backend/unsupported.js";
import type { BackendEvent } from "../../../sim/model/control/backend-event.js";
import { type Evidence, evidenceNames } from "../../../sim/model/control/evidence.js";
import { parseTarget } from "../../../sim/model/control/parse-target.js";
import { profiles, sampleSetup } from "../backend/sample-setup.js";

const timers = { t1: 50, t2: 400, t4: 500 };
const setup = sampleSetup();
const mac = "001fc1000001";
const mapping = { mac, extension: "1001", model: "CIP270", template: "EST Default", layout: "user-270" };
const refused = { code: "DF_BACKEND_REFUSED" };

const embedded = (start: BackendStart): Promise<Backend> =>
  startEmbedded(setup, start, { profiles, seed: 1, timers });

async function restarted(start: BackendStart): Promise<Backend> {
  const backend = await embedded(start);
  await backend.lab.down();
  await backend.lab.up();
  return backend;
}

async function onTarget(start: BackendStart): Promise<Backend> {
  const running = await startEmbeddedBackend({ setup, profiles, seed: 1, faultsEnabled: true, timers });
  onTestFinished(() => running.stop());
  const { controlUrl, status } = running;
  const { host, udpPort: port } = status.sip;
  const addresses = { "config-server": status.configServer, "control-url": controlUrl, sip: { host, port } };
  const text = JSON.stringify({ target: "x", kind: "lab", reset: true, ...addresses });
  return targetBackends(parseTarget({ file: "t.yaml", text }))(setup, start);
}

/** What every form of a backend must do alike. */
describe.each([
  ["in this process", embedded],
  ["in this process, restarted", restarted],
  ["of a target, over HTTP", onTarget],
])("a backend %s", (_form, start) => {
  async function started() {
    const events: BackendEvent[] = [];
    const backend = await start({ onEvent: (event) => events.push(event), faults: ["beep-missing"] });
    onTestFinished(() => backend.stop());
    const told = (event: Partial<BackendEvent>) =>
      vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining(event)), { interval: 5 });
    return { ...backend, told };
  }

  test("has every evidence, and reads what there is", async () => {
    const { probe, admin, told } = await started();
    for (const evidence of Object.keys(evidenceNames)) {
      expect(probe.lacks(evidence as Evidence)).toBeUndefined();
    }
    expect(await probe.contacts("1001")).toEqual([]);
    expect(await probe.mapping(mac)).toBeUndefined();
    await admin.putMappings([mapping]);
    await told({ type: "mapping", mac, change: "written" });
    expect(await probe.mapping(mac)).toMatchObject({ ...mapping, active: true });
    await admin.deleteMapping(mac);
    expect(await probe.mapping(mac)).toBeUndefined();
  });

  test("takes what an admin does, or says why not", async () => {
    const { probe, admin } = await started();
    await expect(admin.deleteMapping(mac)).rejects.toMatchObject(refused);
    await expect(admin.logout(mac)).rejects.toMatchObject(refused);
    await expect(admin.resync(mac, true)).rejects.toMatchObject(refused);
    await admin.putMappings([mapping]);
    expect(await admin.logout(mac)).toBe("logged-out");
    await admin.change({ user: "1001", patch: { groups: ["All Users"] } });
    await admin.change({ extension: "1001", patch: { pin: "80514927" } });
    await admin.change({ deletedUser: "1001" });
    await expect(admin.change({ deletedUser: "1001" })).rejects.toMatchObject(refused);
    await expect(admin.submit({ templates: 3 })).rejects.toMatchObject(refused);
    const before = await probe.findings();
    const caused = await admin.submit({ "model-layouts": { "logout-270": { keys: [{ type: "line" }] } } });
    expect(caused.length).toBeGreaterThan(0);
    expect(await probe.findings()).toEqual(expect.arrayContaining([...caused]));
    expect(before).not.toEqual(expect.arrayContaining([...caused]));
  });

  test("can be experimented with", async () => {
    const { addresses, lab, told } = await started();
    await told({ type: "fault", fault: "beep-missing" });
    await lab.setFault("wrong-pin-accepted");
    await told({ type: "fault", fault: "wrong-pin-accepted" });
    await lab.moveClock({ advanceSeconds: 60 });
    const agent = { headers: { "user-agent": "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:01" } };
    const file = async (): Promise<number> =>
      (await fetch(`${addresses.configServer}cfg${mac}.xml`, agent)).status;
    expect(await file()).toBe(200);
    await lab.setTrunk("emergency", "busy");
    await expect(lab.setTrunk("nowhere", "busy")).rejects.toMatchObject(refused);
    await lab.setWebFault({ on: "files", kind: "not-found" });
    expect(await file()).toBe(404);
    await lab.setWebFault(undefined);
    expect(await file()).toBe(200);
  });
});

test("only who started a backend can stop it for a while", async () => {
  const { lab, stop } = await onTarget({ onEvent: () => {}, faults: [] });
  onTestFinished(stop);
  for (const outage of [lab.down(), lab.up()])
    await expect(outage).rejects.toMatchObject({ code: "DF_CAPABILITY" });
});

test("what cannot be asked refuses everything, each with its name and the reason", async () => {
  const { probe, admin, lab } = unsupported("it is a stone");
  const { lacks, ...reading } = probe;
  expect(lacks("far-end")).toBe("it is a stone");
  const refusals = Object.values({ ...reading, ...admin, ...lab }).map(
    (ask): Promise<unknown> => Reflect.apply(ask, undefined, []),
  );
  const messages = (await Promise.allSettled(refusals)).map((each) =>
    each.status === "rejected" ? each.reason.message : "no refusal",
  );
  expect(messages).toHaveLength(18);
  expect(new Set(messages).size).toBe(18);
  for (const message of messages) {
    expect(message).toMatch(/^this backend cannot be asked for .+: it is a stone$/);
  }
});
