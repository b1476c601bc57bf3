import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { Caller } from "./caller.js";
import { Rig } from "./rig.js";
import { ScriptedPeer, sdpOf } from "./scripted-peer.js";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** One user agent each: made by an INVITE, forgotten by a power cut. */
async function makeAndForget(times: number, peer: ScriptedPeer, rig: Rig): Promise<void> {
  const caller = new Caller(peer, rig);
  for (let index = 0; index < times; index++) {
    caller.say("INVITE", { callId: `heap-${index}`, branch: `heap-${index}`, body: sdpOf(4000) });
    await peer.response(180);
    rig.calls.stop();
    rig.events.length = 0;
    peer.heard.length = 0;
    peer.rewind();
  }
}

function heapAfterCollection(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test("user agents that are forgotten leave nothing behind", async () => {
  const peer = await ScriptedPeer.open();
  const rig = await Rig.open(peer.address);
  await makeAndForget(50, peer, rig);
  const before = heapAfterCollection();
  await makeAndForget(250, peer, rig);
  // A user agent with its session is more than 20 kB; what the machine compiles meanwhile is half a megabyte at most.
  expect(heapAfterCollection() - before).toBeLessThan(250 * 5_000);
  await rig.close();
  peer.close();
});
