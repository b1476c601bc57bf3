import { afterEach, expect, test, vi } from "vitest";
import { createSetupStore } from "../../../../sim/backend/setup-store.js";
import { mac as macOf, sampleSetup, setupWith } from "../sample-setup.js";
import { WalkingPhone } from "./phone-walk.js";
import { type StartedWeb, startWeb } from "./start-web.js";

const at = macOf("001fc1000001");
const mac: string = at;
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

test("HD-32: host and port of SIP are those that phones get, by the transport of the setup", async () => {
  const setup = sampleSetup((input) => {
    input["port-settings"]["fallback-host"] = "localhost";
    input["sip-transport"] = "tls";
  });
  await start({ setup });
  web.desks.put([{ mac, extension: "1008", model: "CIP250", template: "EST Default", layout: "user-250" }]);
  const file = await new WalkingPhone("CIP250", mac).config(web.configServer, mac);
  expect([file.get(47), file.get(130)]).toEqual(["localhost:5061", "2"]);
});

test.each([undefined, "not-found", "refuse"] as const)(
  "T16: a phone that had its chance to fetch and registers as before went back (server: %s)",
  async (kind) => {
    await start();
    const phone = new WalkingPhone("CIP250", mac);
    const file = `${web.configServer}cfg${mac}.xml`;
    const desk = { mac, model: "CIP250", template: "Logged Out", layout: "logout-250" };
    expect(web.desks.put([{ ...desk, extension: "9000" }])).toBe(undefined);
    await phone.get(file);
    await phone.submit(await phone.get(`${web.apps}/login`), "1008", "94617208");
    web.desks.registered(at, "9000", "127.10.0.9");
    expect(web.desks.get(at)?.mapping?.extension).toBe("1008");
    if (kind) web.webFaults.set({ on: "files", kind });
    await phone.get(file).catch(() => undefined);
    await vi.waitFor(() => {
      web.desks.registered(at, "9000", "127.10.0.9");
      expect(web.desks.get(at)?.mapping?.extension).toBe("9000");
    });
  },
);

test("file-of-deleted-mapping fallback: the phone that got it is unknown from then on", async () => {
  await start({ setup: setupWith({ "file-of-deleted-mapping": "fallback" }) });
  const phone = new WalkingPhone("CIP250", mac);
  await phone.submit(await phone.get(`${web.apps}/login`), "1008", "94617208");
  web.desks.remove(at);
  expect(web.desks.all()).toHaveLength(1);
  expect((await phone.config(web.configServer, mac)).get(271)).toBe("0");
  await vi.waitFor(() => expect(web.desks.all()).toEqual([]));
});
