import { expect, test } from "vitest";
import type { Rig } from "./rig.js";
import { type Heard, type ScriptedPeer, sdpOf } from "./scripted-peer.js";
import { withPeer } from "./with-peer.js";

let peer: ScriptedPeer;
let rig: Rig;

withPeer((opened) => {
  ({ peer, rig } = opened);
});

const holds = () => rig.events.flatMap((event) => (event.type === "hold" ? [[event.call, event.on]] : []));

async function talk(call: string): Promise<void> {
  rig.calls.place("1002", call);
  const invite = await peer.request("INVITE");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  await peer.request("ACK");
  await rig.call(call, "answered");
}

async function offered(direction: string): Promise<Heard> {
  const invite = await peer.request("INVITE");
  expect(invite.message.body).toContain(`a=${direction}\r\n`);
  return invite;
}

test("hold and resume are re-INVITEs, sendonly and sendrecv, with growing versions (RFC 3264 §8)", async () => {
  await talk("a");
  rig.calls.hold();
  const hold = await offered("sendonly");
  peer.reply(hold, 200, { body: sdpOf(4000, ["a=recvonly"]) });
  await peer.request("ACK");
  rig.calls.resume();
  const resume = await offered("sendrecv");
  peer.reply(resume, 200, { body: sdpOf(4000) });
  await peer.request("ACK");
  const versions = [hold, resume].map(({ message }) => /o=- \d+ (\d+)/.exec(message.body)?.[1]);
  expect(versions).toEqual(["2", "3"]);
  expect(holds()).toEqual([
    ["a", true],
    ["a", false],
  ]);
  expect(rig.states("a")).toEqual(["dialling", "answered"]);
});

test("a hold that the other side refuses is none, and the call goes on", async () => {
  await talk("a");
  rig.calls.hold("a");
  peer.reply(await offered("sendonly"), 488);
  await rig.until(() => holds().length === 2);
  expect(holds()).toEqual([
    ["a", true],
    ["a", false],
  ]);
  expect(rig.notes()).toContain("call a could not be put on hold: it was refused with 488");
  rig.calls.hold("a");
  await offered("sendonly");
  expect(rig.states("a")).toEqual(["dialling", "answered"]);
});

test("a resume that the other side refuses leaves the call on hold, and says so", async () => {
  await talk("a");
  rig.calls.hold("a");
  peer.reply(await offered("sendonly"), 200, { body: sdpOf(4000, ["a=recvonly"]) });
  await peer.request("ACK");
  rig.calls.resume("a");
  peer.reply(await offered("sendrecv"), 488);
  await rig.until(() => holds().length === 3);
  expect(holds().at(-1)).toEqual(["a", true]);
  expect(rig.notes()).toContain("call a could not be resumed: it was refused with 488");
});

test("all calls but those on hold are cleared, and none other can be resumed", async () => {
  await talk("kept");
  rig.calls.hold("kept");
  peer.reply(await offered("sendonly"), 200, { body: sdpOf(4000) });
  await peer.request("ACK");
  await talk("ends");
  expect(() => rig.calls.resume("ends")).toThrow("lobby cannot resume: it has no such call: ends");
  rig.calls.clear();
  peer.reply(await peer.request("BYE"), 200);
  await rig.call("ends", "ended");
  expect(rig.states("kept")).toEqual(["dialling", "answered"]);
  rig.calls.hangUp("kept");
  peer.reply(await peer.request("BYE"), 200);
  await rig.call("kept", "ended");
});

test("a call that nobody has answered cannot be held, nor can one that is over", async () => {
  expect(() => rig.calls.hold()).toThrow("lobby cannot hold: no call is up");
  rig.calls.place("1002", "a");
  const invite = await peer.request("INVITE");
  expect(() => rig.calls.hold("a")).toThrow("lobby cannot hold: it has no such call: a");
  expect(() => rig.calls.resume()).toThrow("lobby cannot resume: no call is on hold");
  peer.reply(invite, 486);
  await rig.call("a", "failed");
  expect(holds()).toEqual([]);
});
