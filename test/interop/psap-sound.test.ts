import { beforeEach, expect, onTestFinished, test } from "vitest";
import { startCli } from "../e2e/cli.js";
import { startBaresip } from "./baresip.js";
import { requirePeer } from "./peer.js";

beforeEach((context) => requirePeer(context, "baresip"));

test("baresip takes the sound of the PSAP, and gives it back", async () => {
  const cli = startCli(["psap", "--json"]);
  onTestFinished(async () => {
    await cli.stop("SIGKILL");
  });
  const event = async (type: string): Promise<Record<string, unknown>> =>
    JSON.parse(await cli.line((line) => line.includes(`"type":"${type}"`)));
  const { host, port } = await event("ready");
  const pbx = { host: String(host), port: Number(port) };
  const baresip = await startBaresip({ pbx, transport: "udp", extension: "1001", password: "unused" });
  baresip.command("dial", `sip:911@${pbx.host}:${pbx.port}`);
  expect(await event("call")).toMatchObject({ number: "911", answer: "answered" });
  // What baresip hears is what it says: an echo, which is a sound, and says nothing of who hears.
  expect(await event("audio")).toMatchObject({ number: "911", way: "one-way", hears: "other" });
  baresip.command("hangup");
  expect(await event("ended")).toMatchObject({ by: "caller" });
});
