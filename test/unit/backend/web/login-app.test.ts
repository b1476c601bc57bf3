import { afterEach, expect, test } from "vitest";
import type { Device } from "../../../../sim/backend/hotdesk/mapping.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { sampleSetup, setupWith } from "../sample-setup.js";
import { children, command, prompts, shown, WalkingPhone } from "./phone-walk.js";
import { type StartedWeb, startWeb, submitLogin as submitAt } from "./start-web.js";
import { textIn } from "./strict-xml.js";

const mac = "001fc1000001";
const otherMac = "001fc1000002";
let web: StartedWeb;

async function start(...options: Parameters<typeof startWeb>): Promise<void> {
  web = await startWeb(...options);
}

afterEach(() => web.stop());

function device(): Device {
  const [only] = web.desks.all();
  if (!only) throw new Error("no phone is known");
  return only;
}

function submitLogin(phone: WalkingPhone, at: string, extension: string, pin: string) {
  return submitAt(web, phone, at, extension, pin);
}

test("HD-81 to HD-86: the first login of a blank phone, by what the screens say", async () => {
  await start();
  const phone = new WalkingPhone("CIP270", mac);
  const blank = await phone.config(web.configServer, mac);
  expect([blank.get(271), blank.get(41200), blank.get(41201)]).toEqual(["0", "901", "0"]);

  const form = await phone.get(blank.get(41300) ?? "");
  expect(form.kind).toBe("InputScreen");
  expect(
    children(form, "InputField").map((field) => [textIn(field, "Prompt"), field.getAttribute("password")]),
  ).toEqual([
    ["Extension", "no"],
    ["Voicemail Password", "yes"],
  ]);
  expect(children(form, "SoftKey").map((key) => textIn(key, "Label"))).toEqual(["Submit", "Cancel"]);

  const templates = await phone.submit(form, "1001", "71428501");
  expect(prompts(templates)).toEqual(["EST Default", "CST Default"]);
  const layouts = await phone.pick(templates, "CST Default");
  expect(prompts(layouts)).toEqual(["Standard CIP270", "Assistant CIP270"]);
  expect(web.desks.all()).toEqual([]); // nothing is written before the last screen
  const done = await phone.pick(layouts, "Assistant CIP270");
  expect([command(done), done.root?.getAttribute("Beep")]).toEqual(["Command:Reboot", "yes"]);

  const user = await phone.config(web.configServer, mac);
  expect([user.get(271), user.get(35), user.get(64)]).toEqual(["1", "1001", "-6"]);
  expect([user.get(41203), user.get(20200)]).toEqual(["902", "2"]);
  expect(web.events.filter(({ type }) => type === "mapping")).toEqual([
    {
      type: "mapping",
      mac,
      change: "written",
      extension: "1001",
      template: "CST Default",
      layout: "assistant-270",
    },
  ]);
});

test("second-login: move asks the older phone to fetch", async () => {
  await start();
  await submitLogin(new WalkingPhone("CIP250", mac), mac, "1008", "94617208");
  web.clock.move({ advanceSeconds: 2 });
  await submitLogin(new WalkingPhone("CIP230", otherMac), otherMac, "1008", "94617208");
  expect(web.told).toEqual([`${mac} false`]);
  expect((await new WalkingPhone("CIP250", mac).config(web.configServer, mac)).get(35)).toBe("9000");
});

test.each([
  ["unknown extension", "1999", "1"],
  ["wrong PIN", "1001", "1"],
  ["no voicemail", "1004", ""],
  ["blank PIN", "1005", ""],
  ["Hotdesk disabled", "1006", "29485606"],
])("login-error-text uniform: %s", async (_title, extension, pin) => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const refused = await submitLogin(phone, mac, extension, pin);
  expect([refused.kind, shown(refused, "Text")]).toEqual(["TextScreen", "Login failed"]);
  expect(web.desks.all()).toEqual([]);
  expect(web.events.map((event) => event.type)).toEqual(["backend-note"]);
});

test("login-error-text specific", async () => {
  await start({ setup: setupWith({ "login-error-text": "specific" }) });
  const phone = new WalkingPhone("CIP250", mac);
  expect((await submitLogin(phone, mac, "1004", "")).text).toContain("no voicemail");
});

test("a flow belongs to one phone, and ends", async () => {
  const clock = new ManualClock();
  await start({ clock });
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  const thief = new WalkingPhone("CIP250", otherMac);
  expect((await thief.submit(form, "1008", "94617208")).text).toContain("expired");
  const menu = await phone.submit(form, "1001", "71428501");
  expect((await thief.pick(menu, "EST Default")).text).toContain("expired");
  clock.advance(200_000);
  expect((await phone.pick(menu, "EST Default")).text).toContain("expired");
  expect(web.desks.all()).toEqual([]);
});

test("T9: the same answer given twice has the same end and changes nothing", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  const [one, other] = await Promise.all([1, 2].map(() => phone.submit(form, "1008", "94617208")));
  expect([one && command(one), other && command(other)]).toEqual(["Command:Reboot", "Command:Reboot"]);
  expect(web.events.filter(({ type }) => type === "mapping")).toHaveLength(1);
});

test("after a logout the right PIN in the same form logs in again; an old list is over", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  expect(command(await phone.submit(form, "1008", "94617208"))).toBe("Command:Reboot");
  web.clock.move({ advanceSeconds: 2 });
  web.desks.adminLogout(device().mac);
  expect(device().mapping?.extension).toBe("9000");
  expect(command(await phone.submit(form, "1008", "94617208"))).toBe("Command:Provision");
  expect(device().mapping?.extension).toBe("1008");

  web.clock.move({ advanceSeconds: 2 });
  const templates = await phone.submit(await phone.get(`${web.apps}/login`), "1001", "71428501");
  expect(command(await phone.pick(templates, "EST Default"))).toBe("Command:Provision");
  web.clock.move({ advanceSeconds: 2 });
  web.desks.adminLogout(device().mac);
  expect(shown(await phone.pick(templates, "EST Default"), "Text")).toContain("expired");
});

test("concurrent-submit: another answer to a form that is answered finds it over, or wins by policy", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  await phone.submit(form, "1008", "94617208");
  expect(shown(await phone.submit(form, "1009", "38562909"), "Text")).toBe("Another login came first");
  await web.stop();
  await start({ setup: setupWith({ "concurrent-submit": "last-wins" }) });
  const again = await phone.get(`${web.apps}/login`);
  await phone.submit(again, "1008", "94617208");
  await phone.submit(again, "1009", "38562909");
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("1009");
});

test("a list is asked again after a step back, and the last pick counts", async () => {
  await start();
  const phone = new WalkingPhone("CIP270", mac);
  const templates = await submitLogin(phone, mac, "1003", "83190403");
  await phone.pick(templates, "CST Default");
  const layouts = await phone.pick(templates, "EST Default");
  await phone.pick(layouts, "Standard CIP270");
  const config = await phone.config(web.configServer, mac);
  expect([config.get(35), config.get(20052)]).toEqual(["1003", "eastern.png"]);
});

test("every screen closes by itself after policy screen-timeout", async () => {
  await start({ setup: setupWith({ "screen-timeout": 20 }) });
  const phone = new WalkingPhone("CIP270", mac);
  const form = await phone.get(`${web.apps}/login`);
  const menu = await phone.submit(form, "1003", "83190403");
  const text = await phone.get(`${web.apps}/logout`);
  expect([form, menu, text].map(({ root }) => root?.getAttribute("Timeout"))).toEqual(["20", "20", "20"]);
});

test("remember-extension: the form shows who logged in there last, by policy", async () => {
  const remembered = async (policy: "yes" | "no") => {
    await start({ setup: setupWith({ "remember-extension": policy }) });
    const phone = new WalkingPhone("CIP250", mac);
    await phone.submit(await phone.get(`${web.apps}/login`), "1008", "94617208");
    return children(await phone.get(`${web.apps}/login`), "InputField").map((field) =>
      textIn(field, "Default"),
    );
  };
  expect(await remembered("no")).toEqual(["", ""]);
  await web.stop();
  expect(await remembered("yes")).toEqual(["1008", ""]);
});

test("pin-over-http: refuse asks for no PIN at all", async () => {
  await start({ setup: setupWith({ "pin-over-http": "refuse" }) });
  const phone = new WalkingPhone("CIP250", mac);
  const answer = await phone.get(`${web.apps}/login`);
  expect([answer.kind, shown(answer, "Text")]).toEqual(["TextScreen", expect.stringContaining("HTTPS")]);
});

test("pin-lockout: the message gives nothing away, or says what is up", async () => {
  const held = async (detail: "uniform" | "specific") => {
    await start({
      setup: setupWith({ "login-error-text": detail, "pin-lockout": { by: "extension", tries: 1 } }),
    });
    const phone = new WalkingPhone("CIP250", mac);
    await submitLogin(phone, mac, "1008", "0");
    return shown(await submitLogin(phone, mac, "1008", "94617208"), "Text");
  };
  expect(await held("uniform")).toBe("Login failed");
  await web.stop();
  expect(await held("specific")).toBe("Too many wrong passwords, try again later");
});

test("pick-order: layout-then-template", async () => {
  await start({ setup: setupWith({ "pick-order": "layout-then-template" }) });
  const phone = new WalkingPhone("CIP270", mac);
  const layouts = await submitLogin(phone, mac, "1003", "83190403");
  const templates = await phone.pick(layouts, "Assistant CIP270");
  expect([shown(layouts, "Title"), shown(templates, "Title")]).toEqual(["Model Layout", "Template"]);
  expect(command(await phone.pick(templates, "EST Default"))).toBe("Command:Reboot");
});

test("three hundred templates are paged, and the last of them can be picked", async () => {
  const names = Array.from({ length: 300 }, (_, index) => `Office & Zone ${index + 1}`);
  const setup = sampleSetup((input) => {
    input.templates = { Default: {}, ...Object.fromEntries(names.map((name) => [name, {}])) };
    input.groups = {
      "All Users": {
        hotdesk: { enabled: true, "login-templates": names, "login-model-layouts": ["user-250"] },
      },
    };
    input.users = {};
  });
  await start({ setup });
  const phone = new WalkingPhone("CIP250", mac);
  let menu = await submitLogin(phone, mac, "1001", "71428501");
  while (!prompts(menu).includes("Office & Zone 300")) {
    expect(Buffer.byteLength(menu.text)).toBeLessThanOrEqual(10_000);
    menu = await phone.pick(menu, "More…");
  }
  expect(command(await phone.pick(menu, "Office & Zone 300"))).toBe("Command:Reboot");
});
