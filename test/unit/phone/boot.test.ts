import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import { createRandom } from "../../../sim/model/random.js";
import { strandedRetrySeconds } from "../../../sim/phone/boot.js";
import { renderLadder } from "../../../sim/transcript/ladder.js";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, testMac } from "./support/desk.js";
import { profileOf } from "./support/profile.js";
import { startWebServer, type WebServer } from "./support/web-server.js";

const profile = profileOf("CIP270");
const ownFile = `/cfg${testMac}.xml`;
let web: WebServer;
beforeEach(async () => {
  web = await startWebServer();
});
afterEach(() => web.stop());

const user = () => accountOf(profile, { extension: "1001", server: "127.0.0.1:9" });
const loginKey = () => lineKey(profile, 1, "app-login", "Login", `${web.url}/apps/login`);

test("a phone that starts asks for its files in the order of its family, from its own address", async () => {
  web.replies.set(ownFile, configFile(accountOf(profile, undefined), loginKey()));
  const desk = createDesk({ configServer: web.url });

  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "BLANK");

  expect(web.requests).toEqual(
    ["/cfg0052.xml", `/cfg${testMac}`, ownFile].map((url) => ({
      url,
      userAgent: "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:07",
      from: "127.0.0.9",
    })),
  );
  expect(desk.all("boot")).toMatchObject([{ cause: "power", reason: "power on" }]);
  expect(desk.all("state").map(({ state }) => state)).toEqual(["BOOT", "BLANK"]);
  expect(desk.all("config")).toMatchObject([{ outcome: "applied", file: `cfg${testMac}.xml` }]);
});

test("the first file that is there ends the search, even if it cannot be read", async () => {
  web.replies.set("/cfg0052.xml", "not a configuration");
  web.replies.set(ownFile, configFile(user()));
  const desk = createDesk({ configServer: web.url });

  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "STRANDED");

  expect(web.requests.map(({ url }) => url)).toEqual(["/cfg0052.xml"]);
});

test("a profile that reads all files puts the later over the earlier", async () => {
  web.replies.set("/cfg0052.xml", configFile(lineKey(profile, 1, "line"), lineKey(profile, 2, "line")));
  web.replies.set(ownFile, configFile(lineKey(profile, 2, "app-login", "Login", "http://127.0.0.1/x")));
  const desk = createDesk({
    configServer: web.url,
    profile: profileOf("CIP270", { stopAtFirstFile: false }),
  });

  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "BLANK");

  expect(desk.handset.view.keys.map(({ label }) => label)).toEqual(["Line", "Login"]);
});

test("a configuration without account makes a blank phone with the Login key on its number", async () => {
  web.replies.set(ownFile, configFile(accountOf(profile, undefined), lineKey(profile, 5, "app-login")));
  const desk = createDesk({ configServer: web.url });

  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "BLANK");

  expect(desk.handset.view).toMatchObject({
    state: "BLANK",
    extension: undefined,
    keys: [{ key: 5, type: "app-login", label: "Login" }],
    screen: { kind: "idle", title: "", text: "" },
  });
});

test("a configuration with account makes a phone that is ready", async () => {
  web.replies.set(ownFile, configFile(user()));
  const desk = createDesk({ configServer: web.url });

  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "READY");

  expect(desk.handset.view).toMatchObject({ extension: "1001", screen: { title: "1001" } });
});

test("a phone whose network gives no configuration server is stranded and says so", async () => {
  const desk = createDesk({ configServer: undefined });

  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "STRANDED");

  expect(desk.handset.view).toMatchObject({
    keys: [],
    screen: { text: "No configuration: the network gives no configuration server" },
  });
  expect(desk.all("config")).toMatchObject([{ outcome: "kept", keys: [] }]);
});

test("a stranded phone asks again until its file is there", async () => {
  const desk = createDesk({ configServer: web.url, hardwareSpeed: 5000 });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "STRANDED");

  web.replies.set(ownFile, configFile(user()));
  await desk.until("state", ({ state }) => state === "READY");

  expect(desk.all("state").map(({ state }) => state)).toEqual(["BOOT", "STRANDED", "READY"]);
});

test("the pauses of a stranded phone double up to five minutes and are spread", () => {
  const random = createRandom(7);
  const pauses = Array.from({ length: 12 }, (_, failures) => strandedRetrySeconds(failures, random));
  pauses.forEach((seconds, failures) => {
    const full = Math.min(300, 30 * 2 ** failures);
    expect(seconds).toBeGreaterThanOrEqual(full / 2);
    expect(seconds).toBeLessThanOrEqual(full);
  });
  expect(strandedRetrySeconds(5000, random)).toBeLessThanOrEqual(300);
});

test("the last good configuration survives a power cut and serves when the server is gone", async () => {
  web.replies.set(ownFile, configFile(user(), loginKey()));
  const desk = createDesk({ configServer: web.url });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "READY");
  await desk.handset.powerOff();
  await web.stop();

  const before = desk.events.length;
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "READY", before);

  const config = await desk.until("config", () => true, before);
  expect(config).toMatchObject({ outcome: "kept", extension: "1001" });
  expect(config.message).toMatch(/the last configuration is kept/);
  expect(desk.handset.view.keys.map(({ label }) => label)).toEqual(["Login"]);
});

test("a power cut in the middle of starting ends it; nothing comes after", async () => {
  let asked = (): void => {};
  const request = new Promise<void>((resolve) => {
    asked = resolve;
  });
  // Never answered.
  web.replies.set("/cfg0052.xml", () => asked());
  const desk = createDesk({ configServer: web.url });
  await desk.handset.powerOn();
  await request;

  await desk.handset.powerOff();

  expect(desk.handset.view.state).toBe("OFF");
  expect(desk.all("state").map(({ state }) => state)).toEqual(["BOOT", "OFF"]);
});

test("power on and off are taken once", async () => {
  const desk = createDesk({ configServer: undefined });
  await expect(desk.handset.powerOff()).rejects.toMatchObject({ code: "DF_DESK_UNABLE" });
  await desk.handset.powerOn();
  await expect(desk.handset.powerOn()).rejects.toMatchObject({ code: "DF_DESK_UNABLE" });
});

test("starting takes the seconds of the model, divided by the speed of the hardware", async () => {
  const clock = new ManualClock();
  const desk = createDesk({
    configServer: undefined,
    hardwareSpeed: 100,
    profile: profileOf("CIP270", { bootSeconds: 40 }),
    clock,
  });
  await desk.handset.powerOn();
  while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(399);
  expect(clock.waiting).toBe(1);
  clock.advance(1);
  await desk.until("state", ({ state }) => state === "STRANDED");
});

test("making a handset tells who it is and does nothing else", () => {
  const desk = createDesk({ configServer: web.url, location: "new-york" });
  expect(desk.events).toMatchObject([
    {
      type: "handset",
      model: "CIP270",
      mac: testMac,
      location: "new-york",
      address: "127.0.0.9",
      lineKeys: 36,
    },
  ]);
  expect(desk.handset.view).toMatchObject({ name: "lobby", state: "OFF", model: "CIP270" });
  expect(web.requests).toEqual([]);
});

test("an account that cannot be used: the reason stands on the screen, in the view and on the ladder", async () => {
  const reason = "account 1: active, but its server pbx;transport=tcp asks for tcp, its transport is udp";
  web.replies.set(
    ownFile,
    configFile(accountOf(profile, { extension: "1001", server: "pbx;transport=tcp" })),
  );
  const desk = createDesk({ configServer: web.url });

  await desk.handset.powerOn();
  const { screen } = await desk.until("screen", (event) =>
    JSON.stringify(event.screen).includes("account 1"),
  );

  expect(JSON.stringify(screen)).toContain(reason);
  expect(desk.all("config")).toMatchObject([{ outcome: "applied", message: reason }]);
  expect(renderLadder(desk.events, ["lobby"]).join("\n")).toContain("no account, account 1");
});

test("field inputs: a configuration file that is packed with gzip is taken", async () => {
  web.replies.set(ownFile, (_request, response) => {
    const file = gzipSync(configFile(user()));
    response.writeHead(200, { "Content-Type": "application/xml", "Content-Encoding": "gzip" }).end(file);
  });
  const desk = createDesk({ configServer: web.url });

  await desk.handset.powerOn();

  expect(await desk.until("config")).toMatchObject({ outcome: "applied", extension: "1001" });
});
