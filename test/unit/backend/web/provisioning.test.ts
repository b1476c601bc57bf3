import { afterEach, expect, test } from "vitest";
import { createSetupStore } from "../../../../sim/backend/setup-store.js";
import { sampleSetup } from "../sample-setup.js";
import { WalkingPhone } from "./phone-walk.js";
import { type StartedWeb, startWeb } from "./start-web.js";

const mac = "001fc1000001";
const otherMac = "001fc1000002";
let web: StartedWeb;

async function start(...options: Parameters<typeof startWeb>): Promise<void> {
  web = await startWeb(...options);
}

afterEach(() => web.stop());

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

test("HD-32: host and port of SIP are those that phones are told, by the transport of the setup", async () => {
  const setup = sampleSetup((input) => {
    input["port-settings"]["fallback-host"] = "localhost";
    input["sip-transport"] = "tls";
  });
  await start({ setup });
  web.desks.put([{ mac, extension: "1008", model: "CIP250", template: "EST Default", layout: "user-250" }]);
  const file = await new WalkingPhone("CIP250", mac).config(web.configServer, mac);
  expect([file.get(47), file.get(130)]).toEqual(["localhost:5061", "2"]);
});
