import { expect, test } from "vitest";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, type TestDesk, testMac } from "./support/desk.js";
import { labOfEachTest } from "./support/lab.js";
import { profileOf } from "./support/profile.js";

const profile = profileOf("CIP270");
const lab = labOfEachTest();

const file = (extension: string) =>
  configFile(
    accountOf(profile, { extension, server: lab.pbx.server }),
    lineKey(profile, 1, "line"),
    lineKey(profile, 2, "app-login", "Login", `${lab.web.url}/login`),
    lineKey(profile, 3, "speed-dial", "Bob", "1002"),
    lineKey(profile, 4, "redial"),
    lineKey(profile, 5, "call-return"),
    lineKey(profile, 6, "dnd"),
    lineKey(profile, 7, "intercom", "Page Bob", "1002"),
    lineKey(profile, 8, "forward"),
    lineKey(profile, 9, "prefix", "Out", "9"),
  );

async function registeredDesk(changes: Partial<Parameters<typeof createDesk>[0]> = {}): Promise<TestDesk> {
  lab.web.replies.set(`/cfg${testMac}.xml`, file("1001"));
  lab.web.replies.set("/login", "<TextScreen><Title>Login</Title><Text>…</Text></TextScreen>");
  const desk = createDesk({ configServer: lab.web.url, ...changes });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  return desk;
}

const dialled = () => lab.pbx.log.filter((entry) => entry.startsWith("INVITE"));

test("keys dial what stands on them, and Redial dials it again", async () => {
  const desk = await registeredDesk();
  await expect(desk.handset.pressKey("Redial")).rejects.toMatchObject({
    message: 'press "Redial": nothing was dialled yet',
  });
  for (const key of ["Bob", "Page Bob", "Redial"]) {
    const before = dialled().length;
    await desk.handset.pressKey(key);
    await expect.poll(() => dialled().length).toBe(before + 1);
    await desk.handset.hangUp();
  }
  expect(dialled()).toEqual(["INVITE 1002", "INVITE *801002", "INVITE *801002"]);
});

test("Redial does not get past the guard of the run", async () => {
  const desk = await registeredDesk({ mayDial: (number) => number !== "911" || "not on this run" });
  await desk.handset.dial("911", "help");
  await desk.handset.pressKey("Redial");
  expect(desk.all("call").map(({ state, number, reason }) => [state, number, reason])).toEqual([
    ["refused", "911", "not on this run"],
    ["refused", "911", "not on this run"],
  ]);
  expect(dialled()).toEqual([]);
});

test.each([
  ["Forward", "the key is shown, but Forward is not simulated"],
  ["Out", "a prefix waits for a number from the keypad: dial 9 and the number as one"],
  ["Call Return", "there was no call yet"],
])("%s says why it does nothing", async (key, reason) => {
  const desk = await registeredDesk();
  const before = desk.events.length;
  await expect(desk.handset.pressKey(key)).rejects.toMatchObject({
    code: "DF_DESK_UNABLE",
    message: `press "${key}": ${reason}`,
  });
  expect(desk.events.slice(before)).toEqual([]);
});

test("an incoming call goes first: it rings over an app's screen and closes it when it is answered", async () => {
  const desk = await registeredDesk();
  await desk.handset.pressKey("Login");
  lab.pbx.call("1002");
  await desk.until("call", ({ state }) => state === "ringing");
  expect(desk.handset.view).toMatchObject({ screen: { title: "Login" }, calls: [{ number: "1002" }] });
  await desk.handset.answer();
  expect(desk.handset.view.screen.kind).toBe("idle");
});

test("Do Not Disturb refuses calls as busy, shows itself, and ends with the next press", async () => {
  const desk = await registeredDesk();
  await desk.handset.pressKey("DND");
  expect(desk.handset.view.screen).toMatchObject({ kind: "idle", text: "1001 · Do Not Disturb" });
  lab.pbx.call("1002");
  const refused = await desk.until("call");
  expect(refused).toMatchObject({ state: "refused", number: "1002", status: 486, reason: "do not disturb" });
  await expect.poll(() => lab.pbx.answers).toContain("486 INVITE");
  expect(lab.pbx.answers).not.toContain("180 INVITE");

  await desk.handset.pressKey("DND");
  expect(desk.handset.view.screen).toMatchObject({ text: "1001" });
  lab.pbx.call("1003");
  await desk.until("call", ({ state }) => state === "ringing");
  await desk.handset.reject();

  await desk.handset.pressKey("Call Return");
  await expect.poll(dialled).toEqual(["INVITE 1003"]);
});

test("Do Not Disturb of one user does not silence the desk for the next", async () => {
  const desk = await registeredDesk();
  await desk.handset.pressKey("DND");
  lab.web.replies.set(`/cfg${testMac}.xml`, file("9000"));
  const before = desk.events.length;
  lab.pbx.checkSync("check-sync");
  await desk.until(
    "registration",
    ({ state, extension }) => state === "registered" && extension === "9000",
    before,
  );
  expect(desk.handset.view.screen).toMatchObject({ kind: "idle", text: "9000" });
  lab.pbx.call("1002");
  await desk.until("call", ({ state }) => state === "ringing");
});
