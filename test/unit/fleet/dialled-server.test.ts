import { afterEach, beforeEach, expect, test } from "vitest";
import { loadProfiles, loadSetup } from "../../../sim/cli/package-files.js";
import { dialGuard } from "../../../sim/fleet/dial-guard.js";
import { parseTarget } from "../../../sim/model/parse-target.js";
import { accountOf, configFile } from "../phone/support/config-file.js";
import { createDesk, testMac } from "../phone/support/desk.js";
import { profileOf } from "../phone/support/profile.js";
import { type SipPeer, startSipPeer } from "../phone/support/sip-peer.js";
import { startWebServer, type WebServer } from "../phone/support/web-server.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());
let web: WebServer;
let pbx: SipPeer;
beforeEach(async () => {
  web = await startWebServer();
  pbx = await startSipPeer();
});
afterEach(async () => {
  await web.stop();
  await pbx.stop();
});

/** A registered desk of a run against a lab target at that address, on which 911 is allowed by file and user. */
async function deskOnTarget(host: string) {
  const text = `{ target: x, kind: lab, config-server: "${web.url}", sip: { host: ${host} }, dial: { allow: ["911"] } }`;
  const target = parseTarget({ file: "t.yaml", text });
  const consent = { by: "nobody", at: "2026-01-01T00:00:00Z" };
  const account = accountOf(profileOf("CIP270"), { extension: "9000", server: pbx.server });
  web.replies.set(`/cfg${testMac}.xml`, configFile(account));
  const desk = createDesk({
    configServer: web.url,
    mayDial: dialGuard({ backend: "external", target, allowed: ["911"], consent }, setup),
  });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  return desk;
}

test("no INVITE for 911 leaves for a server that only the configuration file names", async () => {
  const desk = await deskOnTarget("127.0.0.2");
  await desk.handset.dial("911", "help");
  const call = await desk.until("call");
  expect(call).toMatchObject({ state: "refused", reason: expect.stringContaining("its SIP server is") });
  expect(pbx.log.filter((line) => line.startsWith("INVITE"))).toEqual([]);
});

test("911 leaves for the server of the target", async () => {
  const desk = await deskOnTarget(pbx.server.split(":")[0] ?? "");
  await desk.handset.dial("911", "help");
  await desk.until("call", ({ state }) => state === "ringing");
  expect(pbx.log).toContain("INVITE 911");
});
