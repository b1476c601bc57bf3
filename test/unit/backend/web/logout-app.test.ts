import { afterEach, expect, test } from "vitest";
import { mac as parsed, setupWith } from "../sample-setup.js";
import { children, command, prompts, shown, WalkingPhone } from "./phone-walk.js";
import { type StartedWeb, startWeb, submitLogin as submitAt } from "./start-web.js";

const mac = "001fc1000001";
let web: StartedWeb;

async function start(...options: Parameters<typeof startWeb>): Promise<void> {
  web = await startWeb(...options);
}

afterEach(() => web.stop());

function submitLogin(phone: WalkingPhone, at: string, extension: string, pin: string) {
  return submitAt(web, phone, at, extension, pin);
}

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

test("an old list logs no user in again: that takes a PIN", async () => {
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
