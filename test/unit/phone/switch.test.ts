import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { HandsetOptions } from "../../../sim/phone/handset-options.js";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, testMac } from "./support/desk.js";
import { labOfEachTest } from "./support/lab.js";
import { profileOf } from "./support/profile.js";

const profile = profileOf("CIP270");
const ownFile = `/cfg${testMac}.xml`;
const lab = labOfEachTest();

const fileOf = (extension: string | undefined, server = lab.pbx.server) =>
  configFile(
    accountOf(profile, extension === undefined ? undefined : { extension, server }),
    lineKey(profile, 1, "app-login", "Switch", `${lab.web.url}/apps/switch`),
    lineKey(profile, 2, "app-logout", "Reboot", `${lab.web.url}/apps/reboot`),
  );

async function deskOf(extension: string, changes: Partial<HandsetOptions> = {}) {
  lab.web.replies.set(ownFile, fileOf(extension));
  lab.web.replies.set("/apps/switch", `<Execute><ExecuteItem URI="Command:Provision"/></Execute>`);
  lab.web.replies.set("/apps/reboot", `<Execute><ExecuteItem URI="Command:Reboot"/></Execute>`);
  const desk = createDesk({ configServer: lab.web.url, ...changes });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  return desk;
}

/** Holds the next answer with the file back. @returns resolves, once it was asked for, with what sends it */
function holdFile(): Promise<(file: string) => void> {
  return new Promise((resolve) => {
    lab.web.replies.set(ownFile, (_request, response: ServerResponse) => {
      resolve((file) => {
        lab.web.replies.set(ownFile, file);
        response.writeHead(200).end(file);
      });
    });
  });
}

test("911 dialled while the file is fetched goes out as the old identity, and the change waits for its end", async () => {
  const desk = await deskOf("9000");
  const held = holdFile();
  await desk.handset.pressKey("Switch");
  const send = await held;
  expect(desk.handset.view).toMatchObject({ state: "SWITCH", screen: { text: "Provisioning" } });

  await desk.handset.dial("911", "help");
  await desk.until("call", ({ state }) => state === "ringing");
  const before = desk.events.length;
  send(fileOf("1001"));
  await desk.until("http", ({ direction, status }) => direction === "response" && status === 200, before);
  lab.pbx.checkSync("check-sync");
  await desk.until("note", ({ text }) => text.startsWith("provision waits"));

  expect(desk.handset.view).toMatchObject({ extension: "9000", registration: "registered" });

  await desk.handset.hangUp("help");
  await desk.until("registration", ({ state, extension }) => state === "registered" && extension === "1001");
  expect(lab.pbx.log.filter((line) => !line.startsWith("ACK"))).toEqual([
    "REGISTER 9000 120",
    "INVITE 911",
    "CANCEL 911",
    "REGISTER 9000 0",
    "REGISTER 1001 120",
  ]);
});

test("what is wanted in the middle of a change is done after it", async () => {
  const desk = await deskOf("9000");
  const held = holdFile();
  await desk.handset.pressKey("Switch");
  const send = await held;
  lab.pbx.checkSync("check-sync");
  await desk.until("sip", ({ startLine }) => startLine.startsWith("NOTIFY"));
  await expect(desk.handset.pressKey("Switch")).rejects.toMatchObject({
    message: 'press "Switch": it is being provisioned',
  });

  const before = desk.events.length;
  send(fileOf("1001"));
  lab.web.replies.set(ownFile, fileOf("1002"));
  await desk.until("registration", ({ state, extension }) => state === "registered" && extension === "1002");

  const applied = desk.events
    .slice(before)
    .flatMap((event) => (event.type === "config" ? [event.extension] : []));
  expect(applied).toEqual(["1001", "1002"]);
});

test("a power cut in the middle of a change leaves the last good configuration, and the next start brings the new", async () => {
  const desk = await deskOf("9000");
  const held = holdFile();
  await desk.handset.pressKey("Switch");
  await held;
  await desk.handset.powerOff();
  expect(desk.all("config").map(({ extension }) => extension)).toEqual(["9000"]);

  lab.web.replies.set(ownFile, fileOf("1001"));
  await desk.handset.powerOn();
  await desk.until("registration", ({ state, extension }) => state === "registered" && extension === "1001");
  expect(lab.pbx.log).toEqual(["REGISTER 9000 120", "REGISTER 1001 120"]);
});

test("a refused file changes nothing that is stored: the next good file builds on the last good one", async () => {
  const desk = await deskOf("9000");
  lab.web.replies.set(ownFile, `${configFile(accountOf(profile, undefined)).slice(0, -5)}`);
  await desk.handset.pressKey("Switch");
  await desk.until("config", ({ outcome }) => outcome === "kept");
  await desk.until("state", ({ state }) => state === "READY", desk.events.length - 3);

  const before = desk.events.length;
  lab.web.replies.set(ownFile, configFile(lineKey(profile, 3, "line")));
  await desk.handset.pressKey("Switch");
  await desk.until("state", ({ state }) => state === "READY", before);

  expect(desk.handset.view).toMatchObject({ extension: "9000" });
  expect(desk.handset.view.keys.map(({ label }) => label)).toEqual(["Switch", "Reboot", "Line"]);
});

test.each([
  [false, ["REGISTER 9000 120", "REGISTER 9000 120"]],
  [true, ["REGISTER 9000 120", "REGISTER 9000 0", "REGISTER 9000 120"]],
])("a model that unregisters on reboot = %o sends %j", async (unregisterOnReboot, log) => {
  const desk = await deskOf("9000", { profile: profileOf("CIP270", { unregisterOnReboot }) });
  const before = desk.events.length;
  await desk.handset.pressKey("Reboot");
  await desk.until("boot", ({ cause }) => cause === "reboot");
  await desk.until(
    "registration",
    ({ state }) => state === "registered",
    desk.all("boot").at(-1)?.seq ?? before,
  );
  expect(lab.pbx.log).toEqual(log);
});

test("911 dialled while the phone unregisters before a reboot goes to its end before that", async () => {
  const desk = await deskOf("9000", { profile: profileOf("CIP270", { unregisterOnReboot: true }) });
  lab.pbx.exceptions = new Map([["REGISTER 9000 0", 0]]);
  await desk.handset.pressKey("Reboot");
  await expect.poll(() => lab.pbx.log).toContain("REGISTER 9000 0");
  const before = desk.events.length;
  await desk.handset.dial("911", "help");
  await desk.until("note", ({ text }) => text.startsWith("reboot waits"), before);
  await desk.until("registration", ({ state }) => state === "registered", before);
  expect(desk.all("boot")).toHaveLength(1);
  expect(desk.handset.view).toMatchObject({ state: "READY", calls: [{ state: "ringing" }] });

  await desk.handset.hangUp("help");
  await desk.until("boot", ({ cause }) => cause === "reboot");
});

test("a change that breaks down is over, and the next one works", async () => {
  let isBroken = true;
  const desk = await deskOf("9000", {
    resolve: async () => {
      if (isBroken) throw new Error("the resolver broke");
      return "127.0.0.1";
    },
  });
  lab.web.replies.set(ownFile, fileOf("1001", `localhost:${lab.pbx.server.split(":")[1]}`));
  const before = desk.events.length;
  await desk.handset.pressKey("Switch");
  await desk.until("note", ({ text }) => text === "internal error: the resolver broke");
  await desk.until("state", ({ state }) => state === "READY", before);
  isBroken = false;
  await desk.handset.pressKey("Switch");
  await desk.until("registration", ({ state, extension }) => state === "registered" && extension === "1001");
});

test("a server may be given by name", async () => {
  const port = lab.pbx.server.split(":")[1];
  lab.web.replies.set(ownFile, fileOf("9000", `localhost:${port}`));
  const desk = createDesk({ configServer: lab.web.url });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
});

test("a handset that was stopped says nothing more on the wire", async () => {
  const desk = await deskOf("9000");
  await desk.handset.stop();
  const events = desk.events.length;
  lab.pbx.checkSync("check-sync");
  await lab.web.stop();
  expect(desk.events).toHaveLength(events);
  expect(lab.pbx.log).toEqual(["REGISTER 9000 120"]);
});
