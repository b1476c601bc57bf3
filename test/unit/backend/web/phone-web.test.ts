import { get } from "node:https";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { makeLabCertificates } from "../../../../sim/backend/certificates.js";
import { createSetupStore } from "../../../../sim/backend/setup-store.js";
import type { Page } from "../../../../sim/backend/web/page.js";
import type { Clock } from "../../../../sim/model/clock.js";
import type { SetupInput } from "../../../../sim/model/setup.js";
import { mac as parsed, sampleSetup, setupWith } from "../sample-setup.js";
import { children, command, prompts, shown, WalkingPhone } from "./phone-walk.js";
import { type StartedWeb, startWeb } from "./start-web.js";
import { textIn } from "./strict-xml.js";

const mac = "001fc1000001";
const otherMac = "001fc1000002";
let web: StartedWeb;

async function start(...options: Parameters<typeof startWeb>): Promise<void> {
  web = await startWeb(...options);
}

afterEach(() => web.stop());

const keyType = (key: number) => (key <= 4 ? 41199 + key : 20200 + 5 * (key - 5));
const keyValue = (key: number) => (key <= 4 ? 41299 + key : 20201 + 5 * (key - 5));

/** From the blank phone to the answer to the filled form, over the address on its Login key. */
async function submitLogin(phone: WalkingPhone, at: string, extension: string, pin: string) {
  const config = await phone.config(web.configServer, at);
  const key = [1, 2, 3, 4].find((number) => config.get(keyType(number)) === "901") ?? 0;
  return phone.submit(await phone.get(config.get(keyValue(key)) ?? ""), extension, pin);
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

test("HD-6, HD-75: logout to the placeholder after a yes, then the next login, both without reboot", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  expect(command(await submitLogin(phone, mac, "1008", "94617208"))).toBe("Command:Reboot");
  const config = await phone.config(web.configServer, mac);
  const question = await phone.get(config.get(41302) ?? "");
  expect(prompts(question)).toEqual(["Yes", "No"]);
  expect(question.text).toContain("<MenuItem><Prompt>No</Prompt><URI>SoftKey:Exit</URI></MenuItem>");
  expect(command(await phone.pick(question, "Yes"))).toBe("Command:Provision");
  const out = await phone.config(web.configServer, mac);
  expect([out.get(35), out.get(41200), out.get(41201), out.get(41202)]).toEqual(["9000", "1", "901", "0"]);
  expect(command(await submitLogin(phone, mac, "1009", "38562909"))).toBe("Command:Provision");
});

test("logout-confirm: none asks nothing", async () => {
  await start({ setup: setupWith({ "logout-confirm": "none" }) });
  const phone = new WalkingPhone("CIP250", mac);
  await submitLogin(phone, mac, "1007", "57203907");
  expect(command(await phone.get(`${web.apps}/logout`))).toBe("Command:Provision");
  expect((await phone.config(web.configServer, mac)).get(271)).toBe("0");
  expect((await phone.get(`${web.apps}/logout`)).text).toContain("Nobody is logged in");
});

test("an old logout question does not log the next user out", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  await submitLogin(phone, mac, "1008", "94617208");
  const question = await phone.get(`${web.apps}/logout`);
  web.clock.move({ advanceSeconds: 2 });
  await phone.submit(await phone.get(`${web.apps}/login`), "1009", "38562909");
  expect((await phone.pick(question, "Yes")).kind).toBe("TextScreen");
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("1009");
});

test("HD-8: deleted mapping: the file stays, the logout reboots", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  await submitLogin(phone, mac, "1008", "94617208");
  web.desks.remove(parsed(mac));
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("1008");
  const question = await phone.get(`${web.apps}/logout`);
  expect(command(await phone.pick(question, "Yes"))).toBe("Command:Reboot");
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("9000");
});

test("second-login: move tells the older phone to fetch", async () => {
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
  let nowMs = 0;
  const clock: Clock = { now: () => nowMs, wall: () => nowMs, after: () => () => {} };
  await start({ clock });
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  const thief = new WalkingPhone("CIP250", otherMac);
  expect((await thief.submit(form, "1008", "94617208")).text).toContain("expired");
  const menu = await phone.submit(form, "1001", "71428501");
  expect((await thief.pick(menu, "EST Default")).text).toContain("expired");
  nowMs = 200_000;
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

test("pages lead back the way on which the phone came", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const byName = web.apps.replace("127.0.0.1", "localhost");
  expect(shown(await phone.get(`${byName}/login`), "URL")).toMatch(
    /^http:\/\/localhost:\d+\/apps\/login\/submit/,
  );
});

test("an old list logs nobody in again: that takes a PIN", async () => {
  await start({ setup: setupWith({ "logout-confirm": "none", "concurrent-submit": "last-wins" }) });
  const phone = new WalkingPhone("CIP270", mac);
  const templates = await submitLogin(phone, mac, "1003", "83190403");
  const layouts = await phone.pick(templates, "EST Default");
  await phone.pick(layouts, "Standard CIP270");
  await phone.get(`${web.apps}/logout`);
  expect((await phone.pick(layouts, "Assistant CIP270")).text).toContain("expired");
  await phone.pick(layouts, "Standard CIP270");
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("9000");
});

test("a seam stands between what an app shows and what becomes XML", async () => {
  const page = (shown: Page): Page | undefined => {
    if (shown.app === "logout") return undefined;
    return shown.kind === "form" ? { ...shown, fields: shown.fields.slice(0, 1), softkeys: [] } : shown;
  };
  await start({ pages: { page, hasFile: (device) => device !== undefined } });
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  expect([children(form, "InputField").length, children(form, "SoftKey").length]).toEqual([1, 0]);
  expect((await phone.get(`${web.apps}/logout`)).status).toBe(404);
  expect((await phone.get(`${web.configServer}cfg${mac}.xml`)).status).toBe(404);
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

test("logout-confirm: pin asks for the user's PIN and takes no other", async () => {
  await start({ setup: setupWith({ "logout-confirm": "pin" }) });
  const phone = new WalkingPhone("CIP250", mac);
  await submitLogin(phone, mac, "1008", "94617208");
  const form = await phone.get(`${web.apps}/logout`);
  expect(children(form, "InputField").map((field) => field.getAttribute("password"))).toEqual(["yes"]);
  expect((await phone.submit(form, "1111")).kind).toBe("TextScreen");
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("1008");
  const bypass = shown(await phone.get(`${web.apps}/logout`), "URL").replace("submit", "confirm");
  expect((await phone.get(bypass)).kind).toBe("TextScreen");
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("1008");
  const again = await phone.get(`${web.apps}/logout`);
  const done = await Promise.all([1, 2].map(() => phone.submit(again, "94617208")));
  expect(done.map(command)).toEqual(["Command:Provision", "Command:Provision"]);
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("9000");
});

test("logout-in-call: refuse, or after the call, with a message", async () => {
  const message = async (policy: "refuse" | "after-call") => {
    await start({ setup: setupWith({ "logout-in-call": policy, "logout-confirm": "none" }) });
    const phone = new WalkingPhone("CIP250", mac);
    await submitLogin(phone, mac, "1008", "94617208");
    web.inCall.set(mac, "call");
    return shown(await phone.get(`${web.apps}/logout`), "Text");
  };
  expect(await message("refuse")).toBe("Not during a call");
  await web.stop();
  expect(await message("after-call")).toBe("You will be logged out after the call");
});

test("nothing is told before it is on disk", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  const saved = web.holdSaves();
  let told = false;
  const answer = phone.submit(form, "1008", "94617208").then((page) => {
    told = true;
    return command(page);
  });
  await vi.waitFor(() => expect(web.desks.all()).toHaveLength(1), { interval: 5 });
  expect((await phone.config(web.configServer, mac)).get(35)).toBe("1008"); // the server is not blocked meanwhile
  expect(told).toBe(false);
  saved();
  expect(await answer).toBe("Command:Reboot");
});

test("HD-35, HD-36: HTTPS with the certificate that it was given", async () => {
  const secure = (input: SetupInput) => {
    input["port-settings"] = { ...input["port-settings"], protocol: "https", "fallback-host": "localhost" };
  };
  await expect(start({ setup: sampleSetup(secure) })).rejects.toMatchObject({ code: "DF_BACKEND_START" });
  const lab = await makeLabCertificates({ names: ["localhost"], kind: "good", now: new Date() });
  await start({ setup: sampleSetup(secure), certificate: { cert: lab.certificate, key: lab.key } });
  expect(web.configServer).toMatch(/^https:\/\/localhost:\d+\/provisioning\/$/);
  const agent = new WalkingPhone("CIP250", mac).userAgent;
  const file = `${web.configServer}cfg${mac}.xml`;
  expect(await overTls(file, agent, lab.authority)).toMatch(/>https:\/\/localhost:\d+\/apps\/login</);
  await expect(overTls(file, agent, undefined)).rejects.toThrow(/certificate/);
});

test("names with markup and control characters arrive whole", async () => {
  const setup = sampleSetup((input) => {
    input.templates = { "<b>&\u0001\"'": {}, Default: {} };
    input.groups = {
      "All Users": {
        hotdesk: {
          enabled: true,
          "login-templates": ["<b>&\u0001\"'", "Default"],
          "login-model-layouts": ["user-250"],
        },
      },
    };
    input.users = {};
  });
  await start({ setup });
  const phone = new WalkingPhone("CIP250", mac);
  const menu = await submitLogin(phone, mac, "1001", "71428501");
  expect(prompts(menu)).toEqual(["<b>&\"'", "Default"]);
  expect(command(await phone.pick(menu, "<b>&\"'"))).toBe("Command:Reboot");
});

test("a file is never older than the setup and the mapping that it is made from", async () => {
  const store = { ...createSetupStore(sampleSetup()), current: sampleSetup() };
  await start({ store });
  const phone = new WalkingPhone("CIP250", mac);
  const read = async (number: number) => (await phone.config(web.configServer, mac)).get(number);
  expect(await read(41200)).toBe("901");
  await phone.submit(await phone.get(`${web.apps}/login`), "1008", "94617208");
  expect(await read(20052)).toBe("eastern.png");
  store.current = sampleSetup((input) => {
    input.templates = { "EST Default": { background: "new.png" } };
  });
  expect(await read(20052)).toBe("new.png");
});

test("files: only the phone's own is there", async () => {
  await start();
  const phone = new WalkingPhone("CIP270", mac);
  const status = async (file: string) => (await phone.get(web.configServer + file)).status;
  expect(await status("cfg0052.xml")).toBe(404);
  expect(await status(`cfg${mac}`)).toBe(404);
  expect(await status(`cfg${mac}.xml`)).toBe(200);
  expect(await status(`cfg${otherMac}.xml`)).toBe(403);
  expect(await status("cfg001FC1000001.xml")).toBe(404);
  expect(await status("%2e%2e%2fpackage.json")).toBe(404);
  expect((await fetch(`${web.configServer}cfg${mac}.xml`)).status).toBe(403);
  expect((await new WalkingPhone("CIP999", mac).get(`${web.configServer}cfg${mac}.xml`)).status).toBe(403);
});

test("hostile requests get a short 4xx and nothing else", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  const submit = shown(form, "URL");
  const hostile = [
    `${submit}&extension=1001&extension=1002&pin=1`,
    `${submit}&extension=1001&pin=1&pin=2`,
    `${submit}&extension[]=1001&pin=1`,
    `${submit}&pin=1`,
    `${submit}&extension=${"9".repeat(5000)}&pin=1`,
    `${submit}&extension=${"9".repeat(100_000)}&pin=1`,
    `${web.apps}/login/pick/templates`,
    `${submit.replace("submit", "pick/layouts")}&item=-1`,
    `${submit.replace("submit", "list/layouts")}&from=x`,
    `${web.apps}/login/%E0%A4%A`,
    `${web.configServer}%E0%A4%A`,
    `${web.apps}/nowhere`,
    `${web.apps}/logout/confirm?flow=1&flow=2`,
  ];
  for (const url of hostile) {
    const answer = await phone.get(url);
    expect(answer.status, url.slice(0, 100)).toBeGreaterThanOrEqual(400);
    expect(answer.status, url.slice(0, 100)).toBeLessThan(500);
    expect(answer.text.length).toBeLessThan(100);
  }
  expect((await phone.submit(form, "%00\u0000'\"<", "1")).text).toContain("Login failed");
  expect(web.events.filter((event) => event.type !== "backend-note")).toEqual([]);
});

test("whatever a phone asks for, the server stays up, answers briefly and writes nothing", async () => {
  await start();
  const agents = [
    "ClearlyIP CIP250 2.42.6.3.36 00:1f:c1:00:00:01",
    "",
    "ClearlyIP CIP250  00:1f",
    "x".repeat(5000),
  ];
  const page = fc.constantFrom(
    "/login",
    "/login/submit",
    "/login/pick/templates",
    "/login/pick/layouts",
    "/login/list/templates",
    "/logout/confirm",
    "/logout/submit",
    "/x",
  );
  const query = fc.dictionary(
    fc.constantFrom("flow", "extension", "pin", "item", "from", "__proto__", "a[b]"),
    fc.string(),
  );
  const repeats = fc.constantFrom("", "&flow=1", "&pin=1&pin=2", "&%E0", "&=&&");
  await fc.assert(
    fc.asyncProperty(page, query, repeats, fc.constantFrom(...agents), async (path, values, more, agent) => {
      const url = `${web.apps}${path}?${new URLSearchParams(values)}${more}`;
      const answer = await fetch(url, { headers: { "user-agent": agent } });
      expect(answer.status).toBeLessThan(500);
      expect((await answer.text()).length).toBeLessThan(1000);
    }),
    { numRuns: 150 },
  );
  expect(web.desks.all()).toEqual([]);
});

test("no PIN and no password in any event", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  await submitLogin(phone, mac, "1001", "60357702");
  await submitLogin(phone, mac, "1008", "94617208");
  await phone.get(`${web.apps}/login/submit?flow=x&flow=y&pin=94617208`);
  const text = JSON.stringify(web.events);
  for (const secret of ["60357702", "94617208", "71428501", "s3cret"]) expect(text).not.toContain(secret);
});

/** @param authority PEM of who may have signed the certificate; undefined: those of the machine */
function overTls(url: string, userAgent: string, authority: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      { ca: authority, headers: { "user-agent": userAgent }, family: 4 },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (more) => {
          text += String(more);
        });
        response.on("end", () => resolve(text));
      },
    );
    request.on("error", reject);
  });
}
