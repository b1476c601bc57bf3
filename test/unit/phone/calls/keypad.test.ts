import { expect, test } from "vitest";
import { header, type SipMessage } from "../../../../sim/sip/message/message.js";
import { Caller } from "./caller.js";
import type { Rig } from "./rig.js";
import { type Heard, type ScriptedPeer, sdpOf } from "./scripted-peer.js";
import { withPeer } from "./with-peer.js";

let peer: ScriptedPeer;
let rig: Rig;

withPeer((opened) => {
  ({ peer, rig } = opened);
});

const numberOf = (message: SipMessage): number => Number(header(message, "CSeq")?.split(" ")[0]);

async function takeKey(status = 200): Promise<Heard & { readonly key: string }> {
  const info = await peer.request("INFO");
  expect(header(info.message, "Content-Type")).toBe("application/dtmf-relay");
  peer.reply(info, status, { contact: false });
  return { ...info, key: /^Signal=(.)\r\nDuration=\d+\r\n$/.exec(info.message.body)?.[1] ?? "none" };
}

/** A call that hears a prompt, before any answer. */
async function prompted(): Promise<Heard> {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 183, { body: sdpOf(4000) });
  await rig.call("help", "ringing");
  return invite;
}

test("keys reach an early dialog one after another, and the call goes on with the next CSeq", async () => {
  const invite = await prompted();
  rig.calls.keypad("04", "help");
  rig.calls.keypad("#");
  const infos = [await takeKey(), await takeKey(), await takeKey()];
  expect(infos.map(({ key }) => key)).toEqual(["0", "4", "#"]);
  for (const { message } of infos) {
    expect(header(message, "To")).toMatch(/;tag=peer$/);
    expect(header(message, "Call-ID")).toBe(header(invite.message, "Call-ID"));
  }
  const first = numberOf(invite.message);
  expect(infos.map(({ message }) => numberOf(message))).toEqual([first + 1, first + 2, first + 3]);
  peer.reply(invite, 200, { body: sdpOf(4000) });
  expect(numberOf((await peer.request("ACK")).message)).toBe(first);
  await rig.call("help", "answered");
  rig.calls.keypad("9");
  expect((await takeKey()).key).toBe("9");
  rig.calls.hangUp("help");
  const bye = await peer.request("BYE");
  expect(numberOf(bye.message)).toBe(first + 5);
  peer.reply(bye, 200);
  await rig.call("help", "ended");
});

test("a key waits for the answer to the one before it", async () => {
  await prompted();
  rig.calls.keypad("12");
  const first = await peer.request("INFO");
  rig.calls.keypad("3");
  expect(peer.requests("INFO")).toBe(1);
  peer.reply(first, 200, { contact: false });
  expect([(await takeKey()).key, (await takeKey()).key]).toEqual(["2", "3"]);
});

test("a call can be given up between two keys", async () => {
  const invite = await prompted();
  rig.calls.keypad("12");
  await peer.request("INFO");
  rig.calls.hangUp("help");
  const cancel = await peer.request("CANCEL");
  expect(numberOf(cancel.message)).toBe(numberOf(invite.message));
  peer.reply(cancel, 200);
  peer.reply(invite, 487);
  await peer.request("ACK");
  await rig.call("help", "ended");
});

test("what is not heard is a note, and the keys behind it are not pressed", async () => {
  await prompted();
  rig.calls.keypad("123");
  await takeKey(415);
  await rig.until(() => rig.events.some((each) => each.type === "note"));
  expect(rig.events.filter((each) => each.type === "note")).toEqual([
    { type: "note", text: "a key in call help was not heard: it was answered with 415" },
  ]);
  rig.calls.keypad("4");
  expect((await takeKey()).key).toBe("4");
});

test("who called hears keys too, once the phone was picked up", async () => {
  const caller = new Caller(peer, rig);
  await caller.answered("a", sdpOf(4000));
  rig.calls.keypad("5");
  expect((await takeKey()).key).toBe("5");
});

test("without somebody who hears, no key can be pressed", async () => {
  const unable = expect.objectContaining({ code: "DF_DESK_UNABLE" });
  expect(() => rig.calls.keypad("1")).toThrow(unable);
  rig.calls.place("911", "help");
  await peer.request("INVITE");
  expect(() => rig.calls.keypad("1", "help")).toThrow(unable);
  expect(() => rig.calls.keypad("1", "other")).toThrow(unable);
  expect(peer.requests("INFO")).toBe(0);
});
