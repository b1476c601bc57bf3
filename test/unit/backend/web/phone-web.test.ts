import { get } from "node:https";
import type { Element } from "@xmldom/xmldom";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { makeLabCertificates } from "../../../../sim/backend/certificates.js";
import type { Page } from "../../../../sim/backend/web/page.js";
import type { SetupInput } from "../../../../sim/model/setup/setup.js";
import { sampleSetup } from "../sample-setup.js";
import { children, command, prompts, shown, WalkingPhone } from "./phone-walk.js";
import { type StartedWeb, startWeb, submitLogin as submitAt } from "./start-web.js";
import { textIn } from "./strict-xml.js";

const mac = "001fc1000001";
let web: StartedWeb;

async function start(...options: Parameters<typeof startWeb>): Promise<void> {
  web = await startWeb(...options);
}

afterEach(() => web.stop());

function submitLogin(phone: WalkingPhone, at: string, extension: string, pin: string) {
  return submitAt(web, phone, at, extension, pin);
}

test("pages lead back the way on which the phone came", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const byName = web.apps.replace("127.0.0.1", "localhost");
  expect(shown(await phone.get(`${byName}/login`), "URL")).toMatch(
    /^http:\/\/localhost:\d+\/apps\/login\/submit/,
  );
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

test("nothing is answered before it is on disk", async () => {
  await start();
  const phone = new WalkingPhone("CIP250", mac);
  const form = await phone.get(`${web.apps}/login`);
  const saved = web.holdSaves();
  const told: string[] = [];
  const answer = phone.submit(form, "1008", "94617208").then((page) => {
    told.push("page");
    return command(page);
  });
  await vi.waitFor(() => expect(web.desks.all()).toHaveLength(1), { interval: 5 });
  const file = phone.config(web.configServer, mac).then((values) => {
    told.push("file");
    return values.get(35);
  });
  // The server is not blocked meanwhile.
  expect((await phone.get(`${web.apps}/nothing`)).status).toBe(404);
  expect(told).toEqual([]);
  saved();
  expect([await answer, await file]).toEqual(["Command:Reboot", "1008"]);
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

test("names with markup arrive whole", async () => {
  const setup = sampleSetup((input) => {
    input.templates = { "<b>&\"'": {}, Default: {} };
    input.groups = {
      "All Users": {
        hotdesk: {
          enabled: true,
          "login-templates": ["<b>&\"'", "Default"],
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

test("whatever an admin writes, each document that a phone gets is good XML and stays within its bounds", async () => {
  const line = (most?: { minLength: number; maxLength: number }) =>
    fc.string({ unit: "binary", ...most }).map((text) => text.replaceAll(/\p{Cc}/gu, "."));
  const name = fc
    .oneof(line({ minLength: 1, maxLength: 300 }), fc.constantFrom("\"'<&>]]>", "😀", "\ufffe x"))
    .filter((text) => text !== "__proto__" && !/^\d+$/.test(text)); // no key of a setup
  const names = fc.uniqueArray(name, { minLength: 2, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(names, name, line(), async (templates, layout, text) => {
      const setup = sampleSetup((input) => {
        const [first = "", second = ""] = templates;
        const keys = [
          { type: "speed-dial" as const, label: text, value: text },
          { type: "app-logout" as const },
        ];
        const described = { model: "CIP270", description: text, keys };
        input.templates = Object.fromEntries(
          templates.map((each) => [each, { background: text, firmware: text }]),
        );
        input["model-layouts"] = { [layout]: described, [`${layout}2`]: described };
        input.extensions["1001"] = { name: text, secret: `s${text}`, voicemail: { pin: "1" } };
        const hotdesk = { enabled: true, "login-templates": [...templates, first, second] };
        input.groups = {
          "All Users": { hotdesk: { ...hotdesk, "login-model-layouts": [layout, `${layout}2`] } },
        };
        input.users = {};
      });
      await start({ setup });
      const phone = new WalkingPhone("CIP270", mac);
      let page = await submitLogin(phone, mac, "1001", "1");
      for (const title of ["Template", "Model Layout"]) {
        expect([shown(page, "Title"), Buffer.byteLength(page.text) <= 10_000]).toEqual([title, true]);
        page = await phone.get(textIn(children(page, "MenuItem")[0] as Element, "URI"));
      }
      expect(command(page)).toBe("Command:Reboot");
      expect((await phone.config(web.configServer, mac)).get(35)).toBe("1001");
      await web.stop();
    }),
    { numRuns: 10 },
  );
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
