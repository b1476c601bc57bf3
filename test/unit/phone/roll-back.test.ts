import { beforeEach, expect, test } from "vitest";
import { fastTimers } from "./registration/test-desk.js";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, type DeskChanges, phoneBehaviour, type TestDesk, testMac } from "./support/desk.js";
import { labOfEachTest } from "./support/lab.js";
import { ownAddress } from "./support/own-address.js";
import { profileOf } from "./support/profile.js";

const profile = profileOf("CIP270");
const ownFile = `/cfg${testMac}.xml`;
/** Silence is a verdict after 0.6 s. */
const silenceTimers = { t1: 10, t2: 80, t4: 100 };
const refuses1001 = new Map([["REGISTER 1001 120", 403]]);
const lab = labOfEachTest();
beforeEach(() => {
  lab.web.replies.set("/apps/provision", `<Execute><ExecuteItem URI="Command:Provision"/></Execute>`);
  lab.web.replies.set("/apps/reboot", `<Execute><ExecuteItem URI="Command:Reboot"/></Execute>`);
});

/** With the account, the keys that a switch by app needs, and a speed dial named after the extension. */
const fileOf = (extension: string | undefined) =>
  configFile(
    accountOf(profile, extension === undefined ? undefined : { extension, server: lab.pbx.server }),
    lineKey(profile, 1, "app-login", "Login", `${lab.web.url}/apps/provision`),
    lineKey(profile, 2, "app-logout", "Logout", `${lab.web.url}/apps/provision`),
    lineKey(profile, 3, "app-login", "First login", `${lab.web.url}/apps/reboot`),
    lineKey(profile, 4, "speed-dial", `of ${extension ?? "nobody"}`, "2000"),
  );

const registered = (desk: TestDesk, who: string, from = 0) =>
  desk.until("registration", ({ state, extension }) => state === "registered" && extension === who, from);

/** A desk with that configuration; the next one that it fetches is of 1001. */
async function deskOf(extension: string | undefined, changes: DeskChanges = {}) {
  lab.web.replies.set(ownFile, fileOf(extension));
  const desk = createDesk({ configServer: lab.web.url, ...changes });
  await desk.handset.powerOn();
  if (extension === undefined) await desk.until("state", ({ state }) => state === "BLANK");
  else await registered(desk, extension);
  lab.web.replies.set(ownFile, fileOf("1001"));
  lab.pbx.log.length = 0;
  return desk;
}

const keyOf4 = ({ handset }: TestDesk) => handset.view.keys.find(({ key }) => key === 4)?.label;

test.each([
  ["refused", 403, "the PBX does not let 1001 register"],
  ["rejected", 404, "the PBX rejects 1001"],
  ["failing", 503, "1001 cannot register: Service Unavailable"],
  ["silent", 0, "the PBX does not answer for 1001"],
] as const)("a login whose registration is %s ends as who the desk was", async (_, status, text) => {
  const desk = await deskOf("9000", { timers: silenceTimers });
  lab.pbx.exceptions = new Map([["REGISTER 1001 120", status]]);
  const before = desk.events.length;
  await desk.handset.pressKey("Login");
  await registered(desk, "9000", before);

  expect(lab.pbx.log.slice(0, 2)).toEqual(["REGISTER 9000 0", "REGISTER 1001 120"]);
  expect(lab.pbx.log).toContain("REGISTER 9000 120");
  expect(desk.handset.view).toMatchObject({
    state: "READY",
    extension: "9000",
    registration: "registered",
    screen: { kind: "text", title: "Login failed", text },
  });
  expect(keyOf4(desk)).toBe("of 9000");
  const states = desk.events.slice(before).flatMap((event) => (event.type === "state" ? [event.state] : []));
  expect(states).toEqual(["SWITCH", "READY"]);
  // The former file is what is stored again.
  lab.web.replies.set(ownFile, 404);
  await desk.handset.powerOff();
  const start = desk.events.length;
  await desk.handset.powerOn();
  await registered(desk, "9000", start);
});

test("what a registrar may have bound without an answer is taken away", async () => {
  const desk = await deskOf("9000", { timers: silenceTimers });
  lab.pbx.exceptions = new Map([["REGISTER 1001 120", 0]]);
  const before = desk.events.length;
  await desk.handset.pressKey("Login");
  await registered(desk, "9000", before);
  lab.pbx.exceptions = new Map();
  await expect.poll(() => lab.pbx.log, { timeout: 5_000 }).toContain("REGISTER 1001 0");
});

test("a login on a phone that was blank ends blank", async () => {
  const desk = await deskOf(undefined);
  lab.pbx.exceptions = refuses1001;
  const before = desk.events.length;
  await desk.handset.pressKey("Login");
  await desk.until("state", ({ state }) => state === "BLANK", before);
  expect(lab.pbx.log).toEqual(["REGISTER 1001 120"]);
  expect(desk.handset.view).toMatchObject({
    extension: undefined,
    registration: "unregistered",
    screen: { title: "Login failed" },
  });
  await desk.handset.dial("2000", "call");
  expect(desk.all("call")).toMatchObject([{ state: "refused" }]);
});

test.each([
  ["a blank phone", undefined, "BLANK"],
  ["a placeholder", "9000", "READY"],
] as const)("a first login, with its reboot, leads back to %s", async (_, former, end) => {
  const desk = await deskOf(former);
  lab.pbx.exceptions = refuses1001;
  const before = desk.events.length;
  await desk.handset.pressKey("First login");
  await desk.until("state", ({ state }) => state === end, before);

  const states = desk.events.slice(before).flatMap((event) => (event.type === "state" ? [event.state] : []));
  expect(states).toEqual(["BOOT", "SWITCH", end]);
  expect(desk.handset.view).toMatchObject({ extension: former, screen: { title: "Login failed" } });
  expect(keyOf4(desk)).toBe(`of ${former ?? "nobody"}`);
  if (former !== undefined) await registered(desk, former, before);
});

test("a power cut before the verdict forgets neither the new configuration nor the way back", async () => {
  const desk = await deskOf("9000");
  lab.pbx.exceptions = new Map([["REGISTER 1001 120", 0]]);
  await desk.handset.pressKey("Login");
  await desk.until("registration", ({ extension }) => extension === "1001");
  await desk.handset.powerOff();
  lab.pbx.exceptions = refuses1001;
  const before = desk.events.length;
  await desk.handset.powerOn();
  await registered(desk, "9000", before);
  expect(keyOf4(desk)).toBe("of 9000");
});

test("a power cut before the verdict keeps the way back also where the file server is away", async () => {
  const desk = await deskOf("9000");
  lab.pbx.exceptions = new Map([["REGISTER 1001 120", 0]]);
  await desk.handset.pressKey("Login");
  await desk.until("registration", ({ extension }) => extension === "1001");
  await desk.handset.powerOff();
  lab.pbx.exceptions = refuses1001;
  lab.web.replies.set(ownFile, 404);
  const before = desk.events.length;
  await desk.handset.powerOn();
  await registered(desk, "9000", before);
  expect(keyOf4(desk)).toBe("of 9000");
});

test("a login of the same extension with another account leads back without taking its contact away", async () => {
  const desk = await deskOf("1001", { timers: silenceTimers });
  const [account] = profile.sipProfileParameters;
  const hours = { [account?.expiry ?? 0]: "1" };
  lab.web.replies.set(
    ownFile,
    configFile(accountOf(profile, { extension: "1001", server: lab.pbx.server }), hours),
  );
  lab.pbx.exceptions = new Map([["REGISTER 1001 60", 0]]);
  const before = desk.events.length;
  await desk.handset.pressKey("Login");
  await registered(desk, "1001", before);
  expect(lab.pbx.log).toEqual(["REGISTER 1001 0", "REGISTER 1001 60", "REGISTER 1001 120"]);
});

test("a login in a call has its way back although a reboot by policy comes before its turn", async () => {
  const desk = await deskOf("9000", { behaviour: { ...phoneBehaviour, rebootInCall: "now" } });
  lab.pbx.exceptions = refuses1001;
  await desk.handset.dial("2000", "talk");
  await desk.until("call", ({ state }) => state === "ringing");
  await desk.handset.pressKey("Login");
  await desk.until("note", ({ text }) => text.startsWith("provision waits"));
  const before = desk.events.length;
  lab.pbx.checkSync("check-sync;reboot=true");
  await registered(desk, "9000", before);
  expect(keyOf4(desk)).toBe("of 9000");
});

test("a login that is accepted has no way back: a refusal later changes nothing", async () => {
  const desk = await deskOf("9000");
  await desk.handset.pressKey("Login");
  await registered(desk, "1001");
  expect(desk.handset.view.state).toBe("READY");
  lab.pbx.exceptions = refuses1001;
  await desk.handset.powerOff();
  const before = desk.events.length;
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "refused", before);
  expect(desk.handset.view).toMatchObject({ state: "READY", extension: "1001" });
});

test("a logout whose placeholder is full does not bring the user back, and tries again slowly", async () => {
  const desk = await deskOf("1001", { timers: fastTimers });
  lab.web.replies.set(ownFile, fileOf("9000"));
  lab.pbx.exceptions = new Map([["REGISTER 9000 120", 403]]);
  await desk.handset.pressKey("Logout");
  await desk.until("registration", ({ state }) => state === "refused");
  lab.pbx.exceptions = new Map();
  await registered(desk, "9000");
  expect(lab.pbx.log).toEqual(["REGISTER 1001 0", "REGISTER 9000 120", "REGISTER 9000 120"]);
  const [refused, retried] = desk
    .all("registration")
    .filter(
      ({ state, extension }) => extension === "9000" && (state === "refused" || state === "registered"),
    );
  // 30 s with a fifth of jitter, at a T1 that is a 25th of the standard.
  expect((retried?.atMs ?? 0) - (refused?.atMs ?? 0)).toBeGreaterThan(900);
});

test.each([
  ["policy stay", { behaviour: { ...phoneBehaviour, switchFailed: "stay" } }],
  ["the defect", { faults: ["switch-not-rolled-back"] }],
] as const)("with %s a phone keeps what is refused", async (_, changes) => {
  const desk = await deskOf("9000", changes as DeskChanges);
  lab.pbx.exceptions = refuses1001;
  await desk.handset.pressKey("Login");
  await desk.until("registration", ({ state }) => state === "refused");
  expect(desk.handset.view).toMatchObject({ state: "READY", extension: "1001" });
  expect(lab.pbx.log).toEqual(["REGISTER 9000 0", "REGISTER 1001 120"]);
});

test.each(["register-first", "no-unregister"] as const)(
  "%s has never left: going back says nothing",
  async (registerOrder) => {
    const desk = await deskOf("9000", { behaviour: { ...phoneBehaviour, registerOrder } });
    lab.pbx.exceptions = refuses1001;
    const before = desk.events.length;
    await desk.handset.pressKey("Login");
    await registered(desk, "9000", before);
    expect(lab.pbx.log).toEqual(["REGISTER 1001 120"]);
    expect(desk.handset.view).toMatchObject({
      state: "READY",
      extension: "9000",
      registration: "registered",
    });
  },
);

test("a login that would change the transport leads back to the one before", async () => {
  // An address of its own: on a shared one somebody else may hold the same port for TCP.
  const desk = await deskOf("9000", { bindHost: ownAddress() });
  // Nobody listens there for TCP.
  lab.web.replies.set(
    ownFile,
    configFile(accountOf(profile, { extension: "1001", server: lab.pbx.server, transport: "tcp" })),
  );
  const before = desk.events.length;
  await desk.handset.pressKey("Login");
  await registered(desk, "9000", before);
  expect(lab.pbx.log).toEqual(["REGISTER 9000 0", "REGISTER 9000 120"]);
  expect(desk.handset.view).toMatchObject({ state: "READY", extension: "9000", registration: "registered" });
});

test("911 dialled before the verdict goes to its end before the phone goes back", async () => {
  const desk = await deskOf("9000");
  lab.pbx.exceptions = new Map([["REGISTER 1001 120", 0]]);
  await desk.handset.pressKey("Login");
  await desk.until("registration", ({ extension }) => extension === "1001");
  await desk.handset.dial("911", "help");
  await desk.until("call", ({ state }) => state === "ringing");
  const before = desk.events.length;
  lab.pbx.exceptions = refuses1001;
  await desk.until("registration", ({ state }) => state === "refused", before);
  lab.pbx.checkSync("check-sync");
  await desk.until("note", ({ text }) => text.startsWith("provision waits"), before);
  expect(desk.handset.view).toMatchObject({
    state: "SWITCH",
    extension: "1001",
    calls: [{ state: "ringing" }],
  });
  lab.web.replies.set(ownFile, 404);
  await desk.handset.hangUp("help");
  await registered(desk, "9000", before);
});

test("a login that the PBX takes while 911 goes on is not gone back on", async () => {
  const desk = await deskOf("9000", { timers: fastTimers });
  lab.pbx.exceptions = new Map([["REGISTER 1001 120", 0]]);
  await desk.handset.pressKey("Login");
  await desk.until("registration", ({ extension }) => extension === "1001");
  await desk.handset.dial("911", "help");
  lab.pbx.exceptions = refuses1001;
  await desk.until("registration", ({ state }) => state === "refused");
  lab.pbx.exceptions = new Map();
  await registered(desk, "1001");
  const before = desk.events.length;
  await desk.handset.hangUp("help");
  await desk.until("state", ({ state }) => state === "READY", before);
  expect(desk.handset.view).toMatchObject({ extension: "1001", registration: "registered" });
  expect(lab.pbx.log).not.toContain("REGISTER 9000 120");
});
