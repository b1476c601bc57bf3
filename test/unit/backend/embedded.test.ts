import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type EmbeddedBackend, startEmbeddedBackend } from "../../../sim/backend/embedded.js";
import { memoryStateStore } from "../../../sim/backend/module/state-store.js";
import type { BackendEvent } from "../../../sim/model/control/backend-event.js";
import { DeskfleetErrors } from "../../../sim/model/errors.js";
import { accountIn, RawDesk } from "./raw-desk.js";
import { profiles, sampleSetup, setupWith } from "./sample-setup.js";
import { command, WalkingPhone } from "./web/phone-walk.js";

const mac = "001fc1000001";
const otherMac = "001fc1000002";
const timers = { t1: 50, t2: 400, t4: 500 };
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function start(
  options: Partial<Parameters<typeof startEmbeddedBackend>[0]> = {},
): Promise<EmbeddedBackend> {
  const backend = await startEmbeddedBackend({
    setup: sampleSetup(),
    profiles,
    seed: 1,
    faultsEnabled: false,
    timers,
    ...options,
  });
  opened.push({ close: () => backend.stop() });
  return backend;
}

/** Logs a user in over the apps and registers with the file that the phone then gets. */
async function logIn(backend: EmbeddedBackend, at: string, extension: string, pin: string): Promise<RawDesk> {
  const phone = new WalkingPhone("CIP250", at);
  const config = await phone.config(backend.status.configServer, at);
  const key = config.get(41200) === "901" ? 41300 : 41301;
  const done = await phone.submit(await phone.get(config.get(key) ?? ""), extension, pin);
  expect(command(done)).toMatch(/^Command:/);
  const desk = await RawDesk.open(accountIn(await phone.config(backend.status.configServer, at)), at);
  opened.push(desk);
  return desk;
}

async function control(
  backend: EmbeddedBackend,
  method: string,
  path: string,
  body?: object,
): Promise<number> {
  const json = body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return (await fetch(`${backend.controlUrl}${path}`, { method, ...json })).status;
}

async function contacts(backend: EmbeddedBackend, extension: string): Promise<unknown[]> {
  const response = await fetch(`${backend.controlUrl}/contacts?extension=${extension}`);
  return (await response.json()) as unknown[];
}

test("from the blank phone to a registered user that a resync reaches", async () => {
  const backend = await start();
  const desk = await logIn(backend, mac, "1008", "94617208");
  expect((await desk.register()).status).toBe(200);
  expect(await contacts(backend, "1008")).toHaveLength(1);
  const [event] = await Promise.all([
    desk.checkSync(),
    control(backend, "POST", `/devices/${mac}/resync`, { reboot: true }),
  ]);
  expect(event).toBe("check-sync;reboot=true");
});

test("second-login: move sends the older phone a check-sync on its own contact", async () => {
  const backend = await start();
  const older = await logIn(backend, mac, "1008", "94617208");
  await older.register();
  await control(backend, "POST", "/clock", { advanceSeconds: 2 }); // not in the same second (concurrent-submit)
  const [event] = await Promise.all([older.checkSync(), logIn(backend, otherMac, "1008", "94617208")]);
  expect(event).toBe("check-sync;reboot=false");
});

test("a 911 call of a logged-in desk reaches the far end and is reported as an event", async () => {
  const events: BackendEvent[] = [];
  const backend = await start({ onEvent: (event) => events.push(event) });
  const desk = await logIn(backend, mac, "1008", "94617208");
  await desk.register();
  expect((await desk.call("911")).status).toBe(200);
  expect(events).toContainEqual(
    expect.objectContaining({ type: "psap", number: "911", farEnd: "psap", state: "answered" }),
  );
  const calls = await (await fetch(`${backend.controlUrl}/far-end-calls`)).json();
  expect(calls).toHaveLength(1);
});

test("the PSAP stays on 127.0.0.1 when phones reach the backend elsewhere", async () => {
  const setup = sampleSetup((input) => {
    input["port-settings"]["fallback-host"] = "127.0.0.2";
  });
  const backend = await start({ host: "127.0.0.2", setup });
  const desk = await logIn(backend, mac, "1008", "94617208");
  await desk.register();
  const answer = await desk.call("911");
  expect(answer.status).toBe(200);
  expect(answer.body).toContain("c=IN IP4 127.0.0.1\r\n");
});

test("two backends run side by side on ports of their own", async () => {
  const [first, second] = [await start(), await start()];
  expect(first.status.configServer).not.toBe(second.status.configServer);
  expect(first.status.sip.udpPort).not.toBe(second.status.sip.udpPort);
  expect((await (await fetch(`${first.controlUrl}/status`)).json()) as object).toEqual(first.status);
});

test("a taken web port is an error that leaves nothing open", async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  opened.push({ close: () => new Promise((resolve) => blocker.close(() => resolve())) });
  const address = blocker.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const probe = await start();
  const { udpPort } = probe.status.sip;
  await probe.stop();
  const setup = sampleSetup((input) => {
    input["port-settings"].port = port;
    input["sip-port"] = udpPort;
  });
  await expect(start({ setup })).rejects.toMatchObject({ code: "DF_BACKEND_START" });
  const free = await start({ setup: { ...setup, portSettings: { ...setup.portSettings, port: 0 } } });
  expect(free.status.sip.udpPort).toBe(udpPort);
});

// proves: PBX-19
test("UDP and TCP are on the SIP port of the setup, TLS is on its own", async () => {
  const probe = await start();
  const { udpPort: sip, tlsPort: tls } = probe.status.sip;
  await probe.stop();
  const setup = sampleSetup((input) => {
    Object.assign(input, { "sip-port": sip, "sip-tls-port": tls });
  });
  expect((await start({ setup })).status.sip).toMatchObject({ udpPort: sip, tcpPort: sip, tlsPort: tls });
});

test("surplus-keys: refuse-save refuses the setup before anything is opened", async () => {
  const setup = sampleSetup((input) => {
    input.policies = { "surplus-keys": "refuse-save" };
    const layout = input["model-layouts"]?.["user-230"];
    if (layout) layout.keys = Array.from({ length: 21 }, () => ({ type: "line" as const }));
  });
  await expect(start({ setup })).rejects.toThrow(DeskfleetErrors);
  await expect(start({ setup })).rejects.toThrow("model-layouts.user-230: 21 keys, but the CIP230 has 20");
});

test("phones get the fallback host and the SIP transport of the setup", async () => {
  const setup = sampleSetup((input) => {
    input["port-settings"]["fallback-host"] = "localhost";
    input["sip-transport"] = "tcp";
  });
  const backend = await start({ setup });
  expect(backend.status.configServer).toMatch(/^http:\/\/localhost:\d+\/provisioning\/$/);
  const phone = new WalkingPhone("CIP250", mac);
  const blank = await phone.config(backend.status.configServer, mac);
  expect(blank.get(41300)).toMatch(/^http:\/\/localhost:/);
  await phone.submit(await phone.get(blank.get(41300) ?? ""), "1008", "94617208");
  const config = await phone.config(backend.status.configServer, mac);
  expect([config.get(130), config.get(47)]).toEqual(["1", `localhost:${backend.status.sip.tcpPort}`]);
});

test("an admin makes the PBX forget contacts; an emergency call is not hung up", async () => {
  const backend = await start();
  const desk = await logIn(backend, mac, "1008", "94617208");
  await desk.register();
  expect((await desk.call("911")).status).toBe(200);
  const calls = async (): Promise<unknown> => (await fetch(`${backend.controlUrl}/calls`)).json();
  const emergency = [
    expect.objectContaining({ extension: "1008", emergency: true, caller: mac, called: [] }),
  ];
  expect(await calls()).toEqual(emergency);
  expect(await control(backend, "DELETE", "/calls?extension=1008")).toBe(204);
  expect(await calls()).toEqual(emergency);
  expect(await control(backend, "DELETE", "/contacts?extension=1008")).toBe(204);
  expect(await contacts(backend, "1008")).toEqual([]);
});

test("faults are bent into what the rules see, and mended again", async () => {
  const backend = await start({ faultsEnabled: true });
  const phone = new WalkingPhone("CIP250", mac);
  const blank = await phone.config(backend.status.configServer, mac);
  const refused = async (): Promise<string | undefined> =>
    command(await phone.submit(await phone.get(blank.get(41300) ?? ""), "1008", "0000"));
  expect(await refused()).toBe(undefined);
  expect(await control(backend, "PUT", "/faults/wrong-pin-accepted")).toBe(204);
  expect(backend.status.faults).toEqual(["wrong-pin-accepted"]);
  expect(await refused()).toMatch(/^Command:/);
  expect(await control(backend, "DELETE", "/faults/wrong-pin-accepted")).toBe(204);
  expect(backend.status.faults).toEqual([]);
});

test("a second backend stands where the first one was, and knows its phones", async () => {
  const store = memoryStateStore();
  const first = await start({ store });
  const desk = await logIn(first, mac, "1008", "94617208");
  await desk.register();
  const { configServer, sip } = first.status;
  const contactsBefore = first.contacts();
  await first.stop();
  const ports = {
    web: Number(new URL(configServer).port),
    sip: sip.udpPort,
    control: Number(new URL(first.controlUrl).port),
  };
  const second = await start({ store, ports, contacts: contactsBefore });
  expect(second.status).toEqual(first.status);
  expect(second.controlUrl).toBe(first.controlUrl);
  expect(await contacts(second, "1008")).toHaveLength(1);
  const known = await (await fetch(`${second.controlUrl}/mappings/${mac}`)).json();
  expect(known).toMatchObject({ extension: "1008", active: true });
});

test("a restart into a setup that has no such user any more logs its desk out, and notifies it", async () => {
  const store = memoryStateStore();
  const first = await start({ store });
  const desk = await logIn(first, mac, "1008", "94617208");
  await desk.register();
  const kept = first.contacts();
  await first.stop();
  const without = sampleSetup((input) => {
    Object.assign(input.extensions["1008"] ?? {}, { "create-user": false });
    delete input.users?.["1008"];
  });
  const told = desk.checkSync();
  const second = await start({
    store,
    setup: without,
    contacts: kept,
    ports: { sip: first.status.sip.udpPort },
  });
  const known = await (await fetch(`${second.controlUrl}/mappings/${mac}`)).json();
  expect(known).toMatchObject({ extension: "9000" });
  expect(await told).toBe("check-sync;reboot=false");
});

test("a stop in the middle of a call ends the call, and does not count as the end of a call for hot desking", async () => {
  const store = memoryStateStore();
  const events: BackendEvent[] = [];
  const setup = setupWith({ "logout-in-call": "after-call" });
  const backend = await start({ store, setup, onEvent: (event) => events.push(event) });
  const desk = await logIn(backend, mac, "1008", "94617208");
  await desk.register();
  expect((await desk.call("911")).status).toBe(200);
  await fetch(`${backend.controlUrl}/devices/${mac}/logout`, { method: "POST" });
  const before = await store.load();
  expect(before?.afterCall).toEqual([mac]);
  await backend.stop();
  expect(await store.load()).toEqual(before);
  expect(events.filter(({ type }) => type === "mapping")).toHaveLength(1);
});
