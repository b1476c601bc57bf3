import { beforeEach, expect, onTestFinished, test } from "vitest";
import { loadProfiles, loadSetup } from "../../sim/files/package-files.js";
import { startCli } from "../e2e/cli.js";
import { requireAsterisk, startAsterisk } from "./asterisk.js";
import { startBaresip } from "./baresip.js";
import { requirePeer } from "./peer.js";

beforeEach((context) => requirePeer(context, "baresip"));

/** `deskfleet psap`, with the next event of a kind. */
async function startPsap() {
  const cli = startCli(["psap", "--json"]);
  onTestFinished(async () => {
    await cli.stop("SIGKILL");
  });
  const event = async (type: string): Promise<Record<string, unknown>> =>
    JSON.parse(await cli.line((line) => line.includes(`"type":"${type}"`)));
  const { host, port } = await event("ready");
  return { event, host: String(host), port: Number(port) };
}

test("baresip takes the sound of the PSAP, and gives it back", async () => {
  const { event, ...pbx } = await startPsap();
  const baresip = await startBaresip({ pbx, transport: "udp", extension: "1001", password: "unused" });
  baresip.command("dial", `sip:911@${pbx.host}:${pbx.port}`);
  expect(await event("call")).toMatchObject({ number: "911", answer: "answered" });
  // What baresip hears is what it says: an echo, which is a sound, and says nothing of who hears.
  expect(await event("audio")).toMatchObject({ number: "911", way: "one-way", hears: "other" });
  baresip.command("hangup");
  expect(await event("ended")).toMatchObject({ by: "caller" });
});

test("the same through a real Asterisk, as the desk that baresip is registered for", async (context) => {
  requireAsterisk(context);
  const { event, host, port } = await startPsap();
  const setup = "scenarios/setups/two-offices.yaml";
  const { sip } = await startAsterisk(setup, { flags: ["--psap", `${host}:${port}`] });
  const { secret = "" } = loadSetup(setup, loadProfiles()).extensions["1001"] ?? {};
  const baresip = await startBaresip({ pbx: sip, transport: "udp", extension: "1001", password: secret });
  await baresip.line(/200 OK.*\[1 binding/);
  baresip.command("dial", `sip:911@${sip.host}:${sip.port}`);
  expect(await event("call")).toMatchObject({ number: "911", answer: "answered" });
  expect(await event("audio")).toMatchObject({ number: "911", way: "one-way", hears: "other" });
  baresip.command("hangup");
  expect(await event("ended")).toMatchObject({ by: "caller" });
});
