import { beforeEach, expect, test } from "vitest";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, type DeskChanges, phoneBehaviour, testMac } from "./support/desk.js";
import { labOfEachTest } from "./support/lab.js";
import { profileOf } from "./support/profile.js";

const profile = profileOf("CIP270");
const ownFile = `/cfg${testMac}.xml`;
const owner = profile.settingParameters.dataOwner;
const lab = labOfEachTest();
beforeEach(() => {
  lab.web.replies.set("/apps/switch", `<Execute><ExecuteItem URI="Command:Provision"/></Execute>`);
  lab.web.replies.set("/apps/reboot", `<Execute><ExecuteItem URI="Command:Reboot"/></Execute>`);
});

const fileOf = (extension: string | undefined, dataOwner: Record<number, string> = {}) =>
  configFile(
    accountOf(profile, extension === undefined ? undefined : { extension, server: lab.pbx.server }),
    lineKey(profile, 1, "app-logout", "Switch", `${lab.web.url}/apps/switch`),
    lineKey(profile, 2, "app-logout", "Reboot", `${lab.web.url}/apps/reboot`),
    lineKey(profile, 3, "redial"),
    dataOwner,
  );

/** A desk that is registered as 1001 and has called 2000. */
async function deskOf(changes: DeskChanges = {}) {
  lab.web.replies.set(ownFile, fileOf("1001", { [owner]: "1001" }));
  const desk = createDesk({ configServer: lab.web.url, ...changes });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  await desk.handset.dial("2000", "first");
  await desk.until("call", ({ state }) => state === "ringing");
  await desk.handset.hangUp("first");
  await desk.until("call", ({ state }) => state === "ended" || state === "failed");
  return desk;
}

test("a factory reset forgets the configuration and the calls, says nothing on the wire, and starts anew (T18)", async () => {
  const desk = await deskOf();
  lab.web.replies.set(ownFile, 404);
  lab.pbx.log.length = 0;
  const before = desk.events.length;
  await desk.handset.factoryReset();
  await desk.until("state", ({ state }) => state === "STRANDED", before);

  expect(desk.all("factory-reset")).toHaveLength(1);
  expect(desk.all("boot").at(-1)).toMatchObject({ cause: "reboot", reason: "factory reset" });
  expect(desk.handset.view).toMatchObject({
    state: "STRANDED",
    keys: [],
    extension: undefined,
    server: undefined,
    settings: {},
    history: [],
  });
  expect(lab.pbx.log.filter((line) => line.startsWith("REGISTER"))).toEqual([]);

  lab.web.replies.set(ownFile, fileOf("1001"));
  await desk.until("registration", ({ state }) => state === "registered", before);
  await expect(desk.handset.pressKey("Redial")).rejects.toMatchObject({
    message: 'press "Redial": nothing was dialled yet',
  });
});

test("the defect of a reset that keeps the file: the phone comes back as it was", async () => {
  const desk = await deskOf({ faults: ["reset-keeps-file"] });
  lab.web.replies.set(ownFile, 404);
  const before = desk.events.length;
  await desk.handset.factoryReset();
  await desk.until("registration", ({ state }) => state === "registered", before);
  expect(desk.handset.view).toMatchObject({ state: "READY", extension: "1001" });
});

test("a stranded phone and one that starts can be reset, one without power cannot", async () => {
  const desk = createDesk({ configServer: lab.web.url });
  await expect(desk.handset.factoryReset()).rejects.toMatchObject({ code: "DF_DESK_UNABLE" });
  await desk.handset.powerOn();
  await desk.handset.factoryReset();
  await desk.until("state", ({ state }) => state === "STRANDED");
  await desk.handset.factoryReset();
  await desk.until("state", ({ state }) => state === "STRANDED", desk.events.length);
  expect(desk.all("boot")).toHaveLength(3);
});

test("a reset takes no way back with it: what a login left behind is gone too", async () => {
  const desk = await deskOf();
  await desk.handset.pressKey("Switch");
  await desk.handset.factoryReset();
  lab.web.replies.set(ownFile, 404);
  await desk.until("state", ({ state }) => state === "STRANDED");
  expect(desk.handset.view.extension).toBeUndefined();
});

test.each([
  ["becomes another's", { [owner]: "1002" }, []],
  ["becomes nobody's", { [owner]: "" }, []],
  ["stays its owner's", { [owner]: "1001" }, ["2000"]],
  ["is not spoken of", {}, ["2000"]],
] as const)("a phone that %s has the history %j after the next file", async (_, dataOwner, history) => {
  const desk = await deskOf();
  expect(desk.handset.view.history).toEqual(["2000"]);
  lab.web.replies.set(ownFile, fileOf("9000", dataOwner));
  const before = desk.events.length;
  await desk.handset.pressKey("Switch");
  await desk.until("state", ({ state }) => state === "READY", before);
  expect(desk.handset.view.history).toEqual(history);
  expect(desk.all("history-erased")).toHaveLength(history.length === 0 ? 1 : 0);
});

test("the history outlives a power cut", async () => {
  const desk = await deskOf();
  await desk.handset.powerOff();
  const before = desk.events.length;
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered", before);
  expect(desk.handset.view.history).toEqual(["2000"]);
});

test("a login that is refused leaves the history to whom it belonged", async () => {
  const desk = await deskOf();
  lab.pbx.exceptions = new Map([["REGISTER 1002 120", 403]]);
  const login = lineKey(profile, 1, "app-login", "Login", `${lab.web.url}/apps/switch`);
  lab.web.replies.set(ownFile, configFile(login));
  const first = desk.events.length;
  await desk.handset.pressKey("Switch");
  await desk.until("state", ({ state }) => state === "READY", first);
  lab.web.replies.set(ownFile, fileOf("1002", { [owner]: "1002" }));
  const before = desk.events.length;
  await desk.handset.pressKey("Login");
  await desk.until("state", ({ state }) => state === "READY", before);
  expect(desk.handset.view).toMatchObject({ extension: "1001", history: ["2000"] });
});

/** Asks for a reboot or a reset in a call with that number. */
async function inCall(number: string, rebootInCall: "postpone" | "now", what: "reboot" | "reset") {
  const desk = await deskOf({ behaviour: { ...phoneBehaviour, rebootInCall } });
  await desk.handset.dial(number, "talk");
  await desk.until("call", ({ call, state }) => call === "talk" && state === "ringing");
  const before = desk.events.length;
  if (what === "reboot") await desk.handset.pressKey("Reboot");
  else await desk.handset.factoryReset();
  return { desk, before };
}

test.each(["reboot", "reset"] as const)("by policy a %s does not wait for a call", async (what) => {
  const { desk, before } = await inCall("2000", "now", what);
  await desk.until("registration", ({ state }) => state === "registered", before);
  expect(desk.all("boot")).toHaveLength(2);
});

test.each([
  ["2000", "postpone", "reboot"],
  ["2000", "postpone", "reset"],
  ["911", "now", "reboot"],
  ["911", "now", "reset"],
] as const)("in a call with %s and policy %s a %s waits for its end", async (number, policy, what) => {
  const { desk, before } = await inCall(number, policy, what);
  await desk.until("note", ({ text }) => text.includes("waits for the end of the call"), before);
  expect(desk.handset.view).toMatchObject({ state: "READY", registration: "registered" });
  expect(desk.all("boot")).toHaveLength(1);

  await desk.handset.hangUp("talk");
  await desk.until("registration", ({ state }) => state === "registered", before);
  expect(desk.all("boot")).toHaveLength(2);
});
