import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { type CertificateKind, makeLabCertificates } from "../../../sim/backend/certificates.js";
import { accountOf, configFile, lineKey } from "./support/config-file.js";
import { createDesk, testMac } from "./support/desk.js";
import { profileOf } from "./support/profile.js";
import { startWebServer, type WebServer } from "./support/web-server.js";

const profile = profileOf("CIP270");
const ownFile = `/cfg${testMac}.xml`;
/** Retries come after 3 to 60 ms. */
const hardwareSpeed = 5000;
let web: WebServer;
beforeEach(async () => {
  web = await startWebServer();
});
afterEach(() => web.stop());

const blankFile = () => configFile(accountOf(profile, undefined), lineKey(profile, 1, "app-login"));
const userFile = (server: string) => configFile(accountOf(profile, { extension: "1001", server }));

async function httpsServer(kind: CertificateKind) {
  const { authority, certificate, key } = await makeLabCertificates({
    names: ["pbx.example.test"],
    kind,
    now: new Date(),
  });
  const server = createServer({ cert: certificate, key }, (_request, response) =>
    response.writeHead(200).end(blankFile()),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { authority, url: `https://pbx.example.test:${(server.address() as AddressInfo).port}` };
}

test.each([
  ["is not there", 404, /no configuration file \(cfg0052\.xml: 404/],
  ["is broken off", configFile({ 3: "x" }).slice(0, 60), /not XML/],
  ["is forbidden", 403, /no configuration file .*\.xml: 403\)$/],
] as const)(
  "a new phone whose file %s shows that and no Login key, and asks until it has one",
  async (_, reply, reason) => {
    web.replies.set(ownFile, reply);
    const desk = createDesk({ configServer: web.url, hardwareSpeed });
    await desk.handset.powerOn();
    await desk.until("state", ({ state }) => state === "STRANDED");
    expect(desk.handset.view).toMatchObject({
      keys: [],
      screen: { kind: "idle", text: expect.stringMatching(reason) },
    });
    await expect(desk.handset.pressKey("Login")).rejects.toMatchObject({ code: "DF_DESK_UNABLE" });

    web.replies.set(ownFile, blankFile());
    await desk.until("state", ({ state }) => state === "BLANK");
    expect(desk.handset.view).toMatchObject({ keys: [{ label: "Login" }], screen: { text: "" } });
  },
);

test("a new phone whose network does not know the server's name asks until it does", async () => {
  const port = new URL(web.url).port;
  web.replies.set(ownFile, blankFile());
  let address: string | undefined;
  const desk = createDesk({
    configServer: `http://pbx.example.test:${port}`,
    hardwareSpeed,
    resolve: async (host) => (host === "pbx.example.test" ? address : undefined),
  });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "STRANDED");
  expect(desk.handset.view.screen).toMatchObject({
    text: "No configuration: the name pbx.example.test does not resolve",
  });
  address = "127.0.0.1";
  await desk.until("state", ({ state }) => state === "BLANK");
});

test("a new phone whose account has a server without an address asks until it has one", async () => {
  let address: string | undefined;
  web.replies.set(ownFile, userFile("sip.example.test:9"));
  const desk = createDesk({
    configServer: web.url,
    hardwareSpeed,
    resolve: async (host) => (host === "sip.example.test" ? address : "127.0.0.1"),
  });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "STRANDED");
  expect(desk.handset.view.screen).toMatchObject({
    text: "No configuration: the name sip.example.test does not resolve",
  });
  address = "127.0.0.1";
  await desk.until("state", ({ state }) => state === "READY");
  expect(desk.handset.sipServer).toEqual({ host: "127.0.0.1", port: 9 });
});

test("a stranded phone shows the reason of its latest try", async () => {
  const desk = createDesk({ configServer: web.url, hardwareSpeed });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "STRANDED");
  await web.stop();
  await desk.until(
    "screen",
    ({ screen }) => screen.kind === "idle" && screen.text === "No configuration: connection refused",
  );
  expect(desk.all("state").map(({ state }) => state)).toEqual(["BOOT", "STRANDED"]);
});

test.each([
  ["expired", "certificate expired"],
  ["other-name", "certificate is for another name"],
  ["untrusted", "certificate is not trusted"],
] as const)(
  "a new phone whose server has a certificate that is %s stays stranded and says so",
  async (kind, text) => {
    const { url, authority } = await httpsServer(kind);
    const desk = createDesk({
      configServer: url,
      hardwareSpeed,
      trust: { authority, checked: true },
      resolve: async () => "127.0.0.1",
    });
    await desk.handset.powerOn();
    await desk.until("state", ({ state }) => state === "STRANDED");
    expect(desk.handset.view.screen).toMatchObject({ text: `No configuration: ${text}` });
    // It asks again.
    const { seq } = await desk.until("config");
    await desk.until("config", () => true, seq + 1);
    expect(desk.handset.view).toMatchObject({ state: "STRANDED", keys: [] });
  },
);

test("a phone with a stored configuration that starts without its server works, and says why it has no newer one", async () => {
  web.replies.set(ownFile, userFile("127.0.0.1:9"));
  const desk = createDesk({ configServer: web.url });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "READY");
  await desk.handset.powerOff();
  web.replies.set(ownFile, 500);
  const before = desk.events.length;
  await desk.handset.powerOn();
  const shown = await desk.until("screen", ({ screen }) => screen.kind === "text", before);
  expect(shown.screen).toMatchObject({
    title: "Provisioning failed",
    text: expect.stringContaining(`cfg${testMac}.xml: 500`),
  });
  expect(desk.handset.view.state).toBe("READY");
});

test("the defect of a stranded phone that gives up: it asks once", async () => {
  const desk = createDesk({
    configServer: web.url,
    hardwareSpeed,
    faults: ["stranded-phone-gives-up"],
  });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "STRANDED");
  // More than its longest pauses would be.
  const other = createDesk({ configServer: web.url, hardwareSpeed });
  await other.handset.powerOn();
  await expect.poll(() => other.all("config").length, { timeout: 10_000 }).toBeGreaterThan(6);
  expect(desk.all("config")).toHaveLength(1);
});

test("the defect of a stranded phone that shows Login", async () => {
  const desk = createDesk({
    configServer: web.url,
    hardwareSpeed,
    faults: ["stranded-phone-shows-login"],
  });
  await desk.handset.powerOn();
  await desk.until("config", ({ outcome }) => outcome === "applied");
  expect(desk.handset.view).toMatchObject({ state: "STRANDED", keys: [{ label: "Login" }] });
});
