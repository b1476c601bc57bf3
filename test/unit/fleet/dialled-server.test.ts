import { expect, test } from "vitest";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { dialGuard } from "../../../sim/fleet/dial-guard.js";
import { parseTarget } from "../../../sim/model/control/parse-target.js";
import { accountOf, configFile } from "../phone/support/config-file.js";
import { createDesk, testMac } from "../phone/support/desk.js";
import { labOfEachTest } from "../phone/support/lab.js";
import { profileOf } from "../phone/support/profile.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());
const lab = labOfEachTest();

/** A registered desk of a run against a lab target at that address, on which 911 is allowed by file and user. */
async function deskOnTarget(host: string) {
  const text = `{ target: x, kind: lab, config-server: "${lab.web.url}", sip: { host: ${host} }, dial: { allow: ["911"] } }`;
  const target = parseTarget({ file: "t.yaml", text });
  const consent = { by: "nobody", at: "2026-01-01T00:00:00Z" };
  const account = accountOf(profileOf("CIP270"), { extension: "9000", server: lab.pbx.server });
  lab.web.replies.set(`/cfg${testMac}.xml`, configFile(account));
  const desk = createDesk({
    configServer: lab.web.url,
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
  expect(lab.pbx.log.filter((line) => line.startsWith("INVITE"))).toEqual([]);
});

test("911 leaves for the server of the target", async () => {
  const desk = await deskOnTarget(lab.pbx.server.split(":")[0] ?? "");
  await desk.handset.dial("911", "help");
  await desk.until("call", ({ state }) => state === "ringing");
  expect(lab.pbx.log).toContain("INVITE 911");
});
