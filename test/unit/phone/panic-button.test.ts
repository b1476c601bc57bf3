import { expect, test } from "vitest";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, type TestDesk, testMac } from "./support/desk.js";
import { labOfEachTest } from "./support/lab.js";
import { profileOf } from "./support/profile.js";

// proves: EH-29

const profile = profileOf("CIP270");
const lab = labOfEachTest();

async function registeredDesk(changes: Partial<Parameters<typeof createDesk>[0]> = {}): Promise<TestDesk> {
  const file = configFile(
    accountOf(profile, { extension: "1001", server: lab.pbx.server }),
    lineKey(profile, 1, "line"),
  );
  lab.web.replies.set(`/cfg${testMac}.xml`, file);
  const desk = createDesk({ configServer: lab.web.url, panicButton: "911", ...changes });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  return desk;
}

const dialled = () => lab.pbx.log.filter((entry) => entry.startsWith("INVITE"));

test("on an idle phone the button dials its number", async () => {
  const desk = await registeredDesk();
  await desk.handset.panic("help");
  await desk.until("call", ({ call, state }) => call === "help" && state === "ringing");
  expect(dialled()).toEqual(["INVITE 911"]);
});

test("a call that rings at the other side is given up, 911 as well, and one that comes in is refused", async () => {
  const desk = await registeredDesk({ panicButton: "2000" });
  await desk.handset.dial("911", "help");
  await desk.until("call", ({ call, state }) => call === "help" && state === "ringing");
  lab.pbx.call("1002");
  await desk.until("call", ({ call, state }) => call === "in-1" && state === "ringing");
  await desk.handset.panic("guard");
  const given = await desk.until("call", ({ call, state }) => call === "help" && state === "ended");
  expect(given.reason).toBe("given up before the answer");
  await expect.poll(() => lab.pbx.answers).toContain("486 INVITE");
  expect(lab.pbx.log).toContain("CANCEL 911");
  expect(dialled()).toEqual(["INVITE 911", "INVITE 2000"]);
});

test("the button does not get past the guard of the run", async () => {
  const desk = await registeredDesk({ mayDial: (number) => number !== "911" || "not on this run" });
  await desk.handset.panic("help");
  expect(desk.all("call")).toMatchObject([
    { call: "help", state: "refused", number: "911", reason: "not on this run" },
  ]);
  expect(desk.handset.view.screen).toMatchObject({ title: "Call refused", text: "not on this run" });
  expect(dialled()).toEqual([]);
});

test("a button that may not dial cuts nobody off: who talks to the PSAP keeps the call", async () => {
  let mayDial = true;
  const desk = await registeredDesk({ mayDial: () => mayDial || "not on this run" });
  await desk.handset.dial("911", "help");
  await desk.until("call", ({ call, state }) => call === "help" && state === "ringing");
  mayDial = false;
  await desk.handset.panic("again");
  expect(desk.all("call").at(-1)).toMatchObject({
    call: "again",
    state: "refused",
    reason: "not on this run",
  });
  expect(lab.pbx.log).not.toContain("CANCEL 911");
  // Of a call that was cut there is none to hang up.
  await desk.handset.hangUp("help");
  await desk.until("call", ({ call, state }) => call === "help" && state === "ended");
  expect(dialled()).toEqual(["INVITE 911"]);
});

test("a phone that starts refuses it as any dialling, and one without power hears no button", async () => {
  const desk = createDesk({ configServer: lab.web.url, panicButton: "911", hardwareSpeed: 1 });
  await expect(desk.handset.panic()).rejects.toMatchObject({
    code: "DF_DESK_UNABLE",
    message: "press the panic button: the phone is off",
  });
  await desk.handset.powerOn();
  await desk.handset.panic("help");
  expect(desk.all("call")).toMatchObject([{ state: "refused", reason: "the phone is starting" }]);
});

test("without a number it says so, and the call that is up goes on", async () => {
  const desk = await registeredDesk({ panicButton: "" });
  await desk.handset.dial("1002", "talk");
  await desk.until("call", ({ state }) => state === "ringing");
  await desk.handset.panic();
  expect(desk.handset.view.screen).toMatchObject({ title: "Panic button", text: "no number is set" });
  expect(desk.handset.view.calls).toMatchObject([{ call: "talk", state: "ringing" }]);
  expect(dialled()).toEqual(["INVITE 1002"]);
});

test("where none is plugged in, or the model takes none, there is nothing to press", async () => {
  const { panicButton: _none, ...bare } = profile;
  const old = createDesk({ configServer: lab.web.url, panicButton: "911", profile: bare });
  const { handset } = createDesk({ configServer: lab.web.url });
  for (const phone of [old.handset, handset]) await phone.powerOn();
  expect([old.handset.panicNumber, handset.panicNumber]).toEqual([undefined, undefined]);
  await expect(old.handset.panic()).rejects.toMatchObject({
    message: "press the panic button: the CIP270 takes none",
  });
  await expect(handset.panic()).rejects.toMatchObject({
    message: "press the panic button: none is plugged in",
  });
});

test("a factory reset takes its number away, a power cut does not", async () => {
  const desk = await registeredDesk();
  await desk.handset.powerOff();
  await desk.handset.powerOn();
  expect(desk.handset.panicNumber).toBe("911");
  await desk.handset.factoryReset();
  expect(desk.handset.panicNumber).toBe("");
});
