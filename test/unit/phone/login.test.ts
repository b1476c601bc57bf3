import { beforeEach, expect, test } from "vitest";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, type TestDesk, testMac } from "./support/desk.js";
import { labOfEachTest } from "./support/lab.js";
import { profileOf } from "./support/profile.js";

const profile = profileOf("CIP270");
const ownFile = `/cfg${testMac}.xml`;
const pin = "71428501";
const password = "wire-secret";
const lab = labOfEachTest();
beforeEach(() => {
  lab.web.replies.set("/apps/login", loginForm());
  lab.web.replies.set(
    "/apps/login/submit",
    `<TextMenu><Title>Template</Title>
      <MenuItem><Prompt>EST Default</Prompt><URI>/apps/pick?flow=7&amp;item=0</URI></MenuItem>
      <MenuItem><Prompt>CST Default</Prompt><URI>/apps/pick?flow=7&amp;item=1</URI></MenuItem></TextMenu>`,
  );
  lab.web.replies.set("/apps/pick", `<Execute Beep="yes"><ExecuteItem URI="Command:Provision"/></Execute>`);
});

const loginForm = () =>
  `<InputScreen><Title>Login</Title><URL>${lab.web.url}/apps/login/submit?flow=7</URL>
    <InputField type="number" password="no"><Prompt>Extension</Prompt><Parameter>extension</Parameter><Default/></InputField>
    <InputField type="number" password="yes"><Prompt>Voicemail Password</Prompt><Parameter>pin</Parameter><Default/></InputField>
    <SoftKey index="1"><Label>Submit</Label><URI>SoftKey:Submit</URI></SoftKey>
    <SoftKey index="2"><Label>Cancel</Label><URI>SoftKey:Exit</URI></SoftKey></InputScreen>`;

const blankFile = () =>
  configFile(
    accountOf(profile, undefined),
    lineKey(profile, 1, "app-login", "Login", `${lab.web.url}/apps/login`),
  );
const userFile = () =>
  configFile(
    accountOf(profile, { extension: "1001", server: lab.pbx.server, password }),
    lineKey(profile, 1, "line"),
    lineKey(profile, 2, "app-logout", "", `${lab.web.url}/apps/logout`),
  );

async function blankDesk(changes: Parameters<typeof createDesk>[0] = { configServer: lab.web.url }) {
  lab.web.replies.set(ownFile, blankFile());
  const desk = createDesk(changes);
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "BLANK");
  return desk;
}

async function fillForm({ handset }: TestDesk) {
  await handset.pressKey("Login");
  await handset.type("1001");
  await handset.type(pin);
}

test("a login by form and menu beeps, fetches the file and shows the user's keys", async () => {
  const desk = await blankDesk();
  await fillForm(desk);
  expect(desk.handset.view.screen).toEqual({
    kind: "form",
    title: "Login",
    fields: [
      { prompt: "Extension", parameter: "extension", masked: false, value: "1001" },
      { prompt: "Voicemail Password", parameter: "pin", masked: true, value: "••••••••" },
    ],
    focused: 1,
    softkeys: ["Submit", "Cancel"],
  });

  await desk.handset.softkey("Submit");
  expect(desk.handset.view.screen).toEqual({
    kind: "menu",
    title: "Template",
    items: ["EST Default", "CST Default"],
    selected: 0,
    softkeys: ["Select", "Cancel"],
  });

  lab.web.replies.set(ownFile, userFile());
  const before = desk.events.length;
  await desk.handset.pick("CST Default");
  await desk.until("state", ({ state }) => state === "READY", before);

  const order = desk.events.slice(before).flatMap((event) => {
    if (event.type === "state") return [event.state];
    if (event.type === "config") return [event.outcome];
    return event.type === "beep" || event.type === "boot" ? [event.type] : [];
  });
  expect(order).toEqual(["beep", "SWITCH", "applied", "READY"]);
  expect(desk.handset.view).toMatchObject({
    extension: "1001",
    keys: [{ label: "Line" }, { key: 2, label: "Logout", type: "app-logout" }],
  });
  expect(lab.web.requests.map(({ url }) => url)).toContain(
    `/apps/login/submit?flow=7&extension=1001&pin=${pin}`,
  );
  expect(lab.web.requests.map(({ url }) => url)).toContain("/apps/pick?flow=7&item=1");
});

test("no event shows the PIN or the password of the account", async () => {
  const desk = await blankDesk();
  await fillForm(desk);
  lab.web.replies.set(ownFile, userFile());
  await desk.handset.softkey("Submit");
  await desk.handset.pick(1);
  await desk.until("state", ({ state }) => state === "READY");

  const everything = JSON.stringify(desk.events);
  expect(everything).not.toContain(pin);
  expect(everything).not.toContain(password);
  expect(desk.all("key").map(({ key }) => key)).toEqual([
    "1 Login",
    "1001",
    "••••••••",
    "Submit",
    "EST Default",
  ]);
  expect(desk.all("http").map(({ url }) => url)).toContain(
    `${lab.web.url}/apps/login/submit?flow=7&extension=1001&pin=•••`,
  );
  expect(everything).toContain(`<P34 para=\\"comment\\">•••</P34>`);
});

test("an app that asks for a reboot gets one, and the phone fetches its file while starting", async () => {
  lab.web.replies.set("/apps/pick", `<Execute Beep="yes"><ExecuteItem URI="Command:Reboot"/></Execute>`);
  const desk = await blankDesk();
  await fillForm(desk);
  await desk.handset.softkey("Submit");
  lab.web.replies.set(ownFile, userFile());
  const before = desk.events.length;
  await desk.handset.softkey("Select");
  await desk.until("state", ({ state }) => state === "READY", before);

  const states = desk.events.slice(before).flatMap((event) => (event.type === "state" ? [event.state] : []));
  expect(states).toEqual(["BOOT", "SWITCH", "READY"]);
  expect(desk.all("boot").map(({ cause }) => cause)).toEqual(["power", "reboot"]);
});

test("a refused login is a message, and OK leads back to the blank screen", async () => {
  lab.web.replies.set(
    "/apps/login/submit",
    "<TextScreen><Title>Login</Title><Text>Login failed</Text></TextScreen>",
  );
  const desk = await blankDesk();
  await fillForm(desk);
  await desk.handset.softkey("Submit");
  expect(desk.handset.view.screen).toEqual({
    kind: "text",
    title: "Login",
    text: "Login failed",
    softkeys: ["OK"],
  });

  await desk.handset.softkey("OK");
  expect(desk.handset.view).toMatchObject({ state: "BLANK", screen: { kind: "idle" } });
});

test.each([
  ["an error status", 500, "the server answered 500"],
  ["XML that breaks off", "<TextScreen><Title>Log", /^not XML/],
  ["an empty answer", "", "the answer is empty"],
  ["a web page", "<html><body>Login</body></html>", "the phone does not know the object html"],
  ["too much", `<TextScreen><Text>${"x".repeat(10_000)}</Text></TextScreen>`, /larger than 10000 bytes/],
  [
    "a form to nowhere",
    "<InputScreen><URL>http://</URL></InputScreen>",
    "a form without an address to send it to",
  ],
  ["an empty menu", "<TextMenu/>", "a menu without items"],
])("an app that answers with %s gives a message and changes nothing", async (_case, reply, message) => {
  lab.web.replies.set("/apps/login", reply);
  const desk = await blankDesk();
  const before = desk.all("state").length;

  await desk.handset.pressKey(1);

  const { screen } = desk.handset.view;
  expect(screen.kind === "text" && screen.text).toEqual(
    typeof message === "string" ? message : expect.stringMatching(message),
  );
  expect(desk.all("state")).toHaveLength(before);
});

test("an app that does not answer is given up after the time-out of the model", async () => {
  lab.web.replies.set("/apps/login", () => {});
  const desk = await blankDesk({
    configServer: lab.web.url,
    profile: profileOf("CIP270", { httpTimeoutSeconds: 0.1 }),
  });
  await desk.handset.pressKey("Login");
  expect(desk.handset.view.screen).toMatchObject({ title: "Error", text: "no answer within 0.1 s" });
});

test("an app whose server is gone gives a message", async () => {
  const desk = await blankDesk();
  await lab.web.stop();
  await desk.handset.pressKey("Login");
  expect(desk.handset.view.screen).toMatchObject({
    title: "Error",
    text: "connection refused",
  });
});

test("Cancel and the time-out close a form, and what was typed is forgotten", async () => {
  const desk = await blankDesk({
    configServer: lab.web.url,
    profile: profileOf("CIP270", { screenTimeoutSeconds: 0.05 }),
  });
  await desk.handset.pressKey("Login");
  await desk.handset.softkey("Cancel");
  expect(desk.handset.view.screen.kind).toBe("idle");

  await fillForm(desk);
  await desk.until("screen", ({ screen }) => screen.kind === "idle", desk.events.length);
  await expect(desk.handset.softkey("Submit")).rejects.toMatchObject({ code: "DF_DESK_UNABLE" });

  await desk.handset.pressKey("Login");
  expect(desk.handset.view.screen).toMatchObject({ fields: [{ value: "" }, { value: "" }] });
});

test("a power cut in the middle of a login leaves a phone that starts as if nothing had been typed", async () => {
  let asked = (): void => {};
  const submitted = new Promise<void>((resolve) => {
    asked = resolve;
  });
  lab.web.replies.set("/apps/login/submit", () => asked());
  const desk = await blankDesk();
  await fillForm(desk);
  const submit = desk.handset.softkey("Submit");
  await submitted;

  await desk.handset.powerOff();
  await submit;
  expect(desk.handset.view).toMatchObject({ state: "OFF", screen: { kind: "idle", softkeys: [] } });

  const before = desk.events.length;
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "BLANK", before);
  expect(desk.handset.view.screen.kind).toBe("idle");
});

test("inputs that the phone cannot take say what and why", async () => {
  const desk = await blankDesk();
  const { handset } = desk;
  const refusals: [Promise<void>, string][] = [
    [handset.pressKey(2), 'press "2": key 2 has no function'],
    [handset.pressKey(37), 'press "37": the CIP270 has line keys 1 to 36'],
    [handset.pressKey("Logout"), 'press "Logout": no key has that label (keys: Login)'],
    [handset.softkey("Submit"), 'softkey "Submit": no app is on the screen'],
    [handset.type("1"), "type: no form is on the screen"],
    [handset.pick("EST"), 'pick "EST": no menu is on the screen'],
  ];
  for (const [input, message] of refusals) {
    await expect(input).rejects.toMatchObject({ code: "DF_DESK_UNABLE", message });
  }

  await handset.pressKey("login");
  await expect(handset.type("abc")).rejects.toMatchObject({
    message: 'type: the field "Extension" takes digits only',
  });
  await expect(handset.softkey("Select")).rejects.toMatchObject({
    message: 'softkey "Select": the screen has: Submit, Cancel',
  });

  await handset.powerOff();
  await expect(handset.pressKey("Login")).rejects.toMatchObject({
    message: 'press "Login": the phone is off',
  });
});

test("an unknown command of an app is noted and nothing else happens", async () => {
  lab.web.replies.set("/apps/login", `<Execute><ExecuteItem URI="Command:FactoryReset"/></Execute>`);
  const desk = await blankDesk();
  await desk.handset.pressKey("Login");
  expect(desk.all("note").map(({ text }) => text)).toEqual([
    "an app asked for an unknown command: Command:FactoryReset",
  ]);
  expect(desk.handset.view.state).toBe("BLANK");
});

test("the wire is not recorded where only outcomes are wanted", async () => {
  const recorded: string[] = [];
  const desk = await blankDesk();
  lab.web.requests.length = 0;
  const quiet = createDesk({
    configServer: lab.web.url,
    recorder: { detail: "outcomes", hide: () => undefined, record: ({ type }) => recorded.push(type) },
  });
  await quiet.handset.powerOn();
  await desk.until("state");
  await expect.poll(() => recorded.at(-1)).toBe("screen");
  await expect.poll(() => quiet.handset.view.state).toBe("BLANK");
  expect(lab.web.requests).toHaveLength(3);
  expect(recorded).not.toContain("http");
});
