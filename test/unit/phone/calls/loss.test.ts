import { afterEach, beforeEach, expect, test } from "vitest";
import { createRandom } from "../../../../sim/model/random.js";
import { header } from "../../../../sim/sip/message/message.js";
import { lossModel } from "../../../../sim/sip/transport/loss.js";
import { Caller, toOf } from "./caller.js";
import { Rig } from "./rig.js";
import { type Heard, ScriptedPeer, sdpOf } from "./scripted-peer.js";

let peer: ScriptedPeer;
let rig: Rig;

beforeEach(async () => {
  peer = await ScriptedPeer.open();
  rig = await Rig.open(peer.address, { lose: lossModel(createRandom(3), 0.4) });
});

afterEach(async () => {
  await rig.close();
  peer.close();
});

/** Answers every copy of a request, as a stateless server does; a 200 to INVITE again and again until its ACK. */
function answerEverything(): void {
  const repeats = new Map<string, NodeJS.Timeout>();
  const stop = (callId: string) => {
    clearInterval(repeats.get(callId));
    repeats.set(callId, setInterval(() => undefined, 1_000_000).unref());
  };
  peer.intercept = (heard: Heard) => {
    const { message } = heard;
    if (message.kind !== "request") return false;
    const callId = header(message, "Call-ID") ?? "";
    switch (message.method) {
      case "INVITE":
        if (repeats.has(callId)) return true;
        peer.reply(heard, 180);
        repeats.set(callId, setInterval(() => peer.reply(heard, 200, { body: sdpOf(4000) }), 50).unref());
        return true;
      case "ACK":
        stop(callId);
        return true;
      case "BYE":
        peer.reply(heard, 200);
        return true;
      default:
        return false;
    }
  };
}

test("ten calls are set up and hung up although every other datagram or so is lost", async () => {
  answerEverything();
  const names = Array.from({ length: 10 }, (_, index) => `call-${index}`);
  for (const name of names) rig.calls.place("1002", name);
  await Promise.all(names.map((name) => rig.call(name, "answered")));
  for (const name of names) rig.calls.hangUp(name);
  await rig.until(() => rig.idle === 1);
  for (const name of names) expect(rig.states(name).filter((state) => state !== "ringing")).toHaveLength(3);
  expect(rig.events.some((event) => event.type === "lost" && event.direction === "sent")).toBe(true);
});

test("our refusal is repeated until the ACK comes (timer G)", async () => {
  await rig.close();
  rig = await Rig.open(peer.address);
  const caller = new Caller(peer, rig);
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await rig.call("in-1", "ringing");
  rig.calls.reject();
  await peer.response(486);
  await peer.response(486);
  const busy = await peer.response(486);
  caller.say("ACK", { callId: "a", branch: "1", to: toOf(busy) });
  await caller.barrier();
  // Only the retirement of the user agent is waited for.
  expect(rig.waiting).toEqual([70 * 50]);
});
