import { expect, test } from "vitest";
import type { HandsetOptions } from "../../../sim/phone/handset-options.js";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, testMac } from "./support/desk.js";
import { labOfEachTest } from "./support/lab.js";
import { profileOf } from "./support/profile.js";

const profile = profileOf("CIP270");
const ownFile = `/cfg${testMac}.xml`;
const lab = labOfEachTest();

const fileOf = (extension: string | undefined, ...more: Parameters<typeof configFile>) =>
  configFile(
    accountOf(profile, extension === undefined ? undefined : { extension, server: lab.pbx.server }),
    lineKey(profile, 1, "app-login", "Switch", `${lab.web.url}/apps/switch`),
    ...more,
  );

/** A desk that is registered as that extension. */
async function deskOf(extension: string, changes: Partial<HandsetOptions> = {}) {
  lab.web.replies.set(ownFile, fileOf(extension));
  lab.web.replies.set("/apps/switch", `<Execute><ExecuteItem URI="Command:Provision"/></Execute>`);
  const desk = createDesk({ configServer: lab.web.url, ...changes });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  return desk;
}

test("a new identity unregisters the old contact first and registers from the same port", async () => {
  const desk = await deskOf("9000");
  lab.web.replies.set(ownFile, fileOf("1001"));
  const before = desk.events.length;

  await desk.handset.pressKey("Switch");
  await desk.until("registration", ({ state }) => state === "registered", before);

  expect(lab.pbx.log).toEqual(["REGISTER 9000 120", "REGISTER 9000 0", "REGISTER 1001 120"]);
  const ports = lab.pbx.requests.map(({ headers }) =>
    headers
      .find(({ name }) => name === "Contact")
      ?.value.match(/@[\d.]+:(\d+)/)
      ?.at(1),
  );
  expect(new Set(ports).size).toBe(1);
  expect(desk.handset.view).toMatchObject({ state: "READY", extension: "1001", registration: "registered" });
});

test("a full logout unregisters and leaves a blank phone that cannot dial", async () => {
  const desk = await deskOf("1001");
  lab.web.replies.set(ownFile, fileOf(undefined));
  await desk.handset.pressKey("Switch");
  await desk.until("state", ({ state }) => state === "BLANK");

  await desk.handset.dial("911", "help");

  expect(lab.pbx.log).toEqual(["REGISTER 1001 120", "REGISTER 1001 0"]);
  expect(desk.all("call")).toMatchObject([
    {
      call: "help",
      number: "911",
      state: "refused",
      reason: "nobody is logged in: the phone has no account",
    },
  ]);
  expect(desk.handset.view.screen).toMatchObject({ kind: "text", title: "Call refused" });
  expect(desk.handset.view).toMatchObject({ extension: undefined, registration: "unregistered" });
});

test.each([
  ["missing", 404, /no configuration file/],
  ["broken off", fileOfText().slice(0, 90), /not XML/],
  ["empty", "", /is empty/],
  ["without parameters", "<hl_provision><config/></hl_provision>", /no parameters/],
  ["a web page", "<!DOCTYPE html><html><p>Not found</p></html>", /document type is not allowed/],
  ["huge", `<hl_provision><config><P1>${"x".repeat(300_000)}</P1></config></hl_provision>`, /larger than/],
] as const)(
  "a file that is %s is not taken: the phone goes on as it was and says so",
  async (_, reply, reason) => {
    const desk = await deskOf("9000");
    lab.web.replies.set(ownFile, reply);
    const before = desk.events.length;

    await desk.handset.pressKey("Switch");
    const kept = await desk.until("config", () => true, before);
    await desk.until("state", ({ state }) => state === "READY", before);

    expect(kept).toMatchObject({
      outcome: "kept",
      extension: "9000",
      message: expect.stringMatching(reason),
    });
    expect(lab.pbx.log).toEqual(["REGISTER 9000 120"]);
    expect(desk.handset.view).toMatchObject({
      extension: "9000",
      registration: "registered",
      screen: { kind: "text", title: "Provisioning failed" },
    });
  },
);

function fileOfText(): string {
  return configFile(accountOf(profile, { extension: "1001", server: "127.0.0.1:5060" }));
}

test("a configuration that does not change who the desk is does not register again", async () => {
  const desk = await deskOf("9000");
  lab.web.replies.set(ownFile, fileOf("9000", lineKey(profile, 2, "speed-dial", "Reception", "2000")));
  const before = desk.events.length;

  await desk.handset.pressKey("Switch");
  await desk.until("state", ({ state }) => state === "READY", before);

  expect(lab.pbx.log).toEqual(["REGISTER 9000 120"]);
  expect(desk.handset.view).toMatchObject({ registration: "registered" });
  expect(desk.handset.view.keys.map(({ label }) => label)).toEqual(["Switch", "Reception"]);
});

test("NOTIFY check-sync fetches the file again; with reboot=true the phone starts anew", async () => {
  const desk = await deskOf("9000");
  lab.web.replies.set(ownFile, fileOf("1001"));
  lab.pbx.checkSync("check-sync;reboot=false");
  await desk.until("registration", ({ state, extension }) => state === "registered" && extension === "1001");
  expect(desk.all("boot")).toHaveLength(1);

  const before = desk.events.length;
  lab.pbx.checkSync("check-sync;reboot=true");
  await desk.until("registration", ({ state }) => state === "registered", before);
  expect(desk.all("boot").at(-1)).toMatchObject({ cause: "reboot", reason: "check-sync" });
});

test("what would disturb a call waits for its end", async () => {
  const desk = await deskOf("9000");
  await desk.handset.dial("911", "help");
  await desk.until("call", ({ state }) => state === "ringing");
  lab.web.replies.set(ownFile, fileOf("1001"));
  const before = desk.events.length;

  await desk.handset.pressKey("Switch");
  lab.pbx.checkSync("check-sync;reboot=true");
  await desk.until("note", ({ text }) => text.startsWith("reboot waits"));
  expect(desk.handset.view).toMatchObject({ state: "READY", extension: "9000" });

  await desk.handset.hangUp("help");
  await desk.until("registration", ({ state, extension }) => state === "registered" && extension === "1001");
  const states = desk.events.slice(before).flatMap((event) => (event.type === "state" ? [event.state] : []));
  expect(states).toEqual(["BOOT", "SWITCH", "READY"]);
});

test("a power cut unregisters nothing, and the phone comes back on the same port", async () => {
  const desk = await deskOf("1001");
  await desk.handset.powerOff();
  expect(desk.handset.view).toMatchObject({ state: "OFF", registration: "unregistered" });
  const before = desk.events.length;

  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered", before);

  expect(lab.pbx.log).toEqual(["REGISTER 1001 120", "REGISTER 1001 120"]);
  const contacts = lab.pbx.requests.map(
    ({ headers }) => headers.find(({ name }) => name === "Contact")?.value,
  );
  expect(contacts[0]?.match(/@[^;>]+/)).toEqual(contacts[1]?.match(/@[^;>]+/));
});

test("dialling closes the form on the screen and reaches the far end", async () => {
  lab.web.replies.set(
    "/apps/switch2",
    "<InputScreen><URL>/x</URL><InputField><Prompt>PIN</Prompt><Parameter>pin</Parameter></InputField></InputScreen>",
  );
  const desk = await deskOf("9000");
  lab.web.replies.set("/apps/switch", (_request, response) =>
    response.writeHead(302, { Location: "/apps/switch2" }).end(),
  );
  await desk.handset.pressKey("Switch");
  expect(desk.handset.view.screen.kind).toBe("form");

  await desk.handset.dial("9-1-1", "help");
  await desk.until("call", ({ state }) => state === "ringing");

  expect(desk.handset.view.screen.kind).toBe("idle");
  expect(lab.pbx.log).toContain("INVITE 911");
});

test("speed dial and BLF keys dial through the same guard as a typed number", async () => {
  const asked: string[] = [];
  const servers = new Set<string>();
  const desk = await deskOf("9000", {
    mayDial: (number, { host, port }) => {
      asked.push(number);
      servers.add(`${host}:${port}`);
      return "emergency numbers are not dialled here";
    },
  });
  lab.web.replies.set(
    ownFile,
    fileOf(
      "9000",
      lineKey(profile, 2, "speed-dial", "Help", "911"),
      lineKey(profile, 5, "blf", "Desk", "2000"),
    ),
  );
  await desk.handset.pressKey("Switch");
  await desk.until("state", ({ state }) => state === "READY", desk.events.length);

  await desk.handset.pressKey("Help");
  await desk.handset.pressKey(5);
  await desk.handset.dial("112", "third");
  await desk.handset.dial("alice\r\nX: y", "fourth");

  expect(asked).toEqual(["911", "2000", "112"]);
  expect([...servers]).toEqual([lab.pbx.server]);
  expect(desk.all("call").map(({ call, state, reason }) => [call, state, reason])).toEqual([
    ["lobby-1", "refused", "emergency numbers are not dialled here"],
    ["lobby-2", "refused", "emergency numbers are not dialled here"],
    ["third", "refused", "emergency numbers are not dialled here"],
    ["fourth", "refused", "that is not a number"],
  ]);
  expect(lab.pbx.log.filter((line) => line.startsWith("INVITE"))).toEqual([]);
});

test("a desk that the PBX refuses dials where its model calls without registration, and only there", async () => {
  for (const callWithoutRegistration of [true, false]) {
    lab.pbx.registerStatus = 403;
    lab.web.replies.set(ownFile, fileOf("9000"));
    const desk = createDesk({
      configServer: lab.web.url,
      profile: profileOf("CIP270", { callWithoutRegistration }),
    });
    await desk.handset.powerOn();
    await desk.until("registration", ({ state }) => state === "refused" || state === "rejected");

    await desk.handset.dial("911", "help");
    const first = await desk.until("call");
    expect(first.state).toBe(callWithoutRegistration ? "dialling" : "refused");
  }
});

test("a phone that is starting or stranded refuses to dial, and one without power takes no input", async () => {
  const desk = createDesk({ configServer: undefined });
  await expect(desk.handset.dial("911", "off")).rejects.toMatchObject({ code: "DF_DESK_UNABLE" });
  await desk.handset.powerOn();
  await desk.handset.dial("911", "starting");
  await desk.until("state", ({ state }) => state === "STRANDED");
  await desk.handset.dial("911", "stranded");
  expect(desk.all("call").map(({ call, reason }) => [call, reason])).toEqual([
    ["starting", "the phone is starting"],
    ["stranded", "the phone has no configuration"],
  ]);
});
