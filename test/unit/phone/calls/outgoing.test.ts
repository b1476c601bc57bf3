import { expect, test } from "vitest";
import { header, type SipRequest } from "../../../../sim/sip/message/message.js";
import { responseTo } from "../../../../sim/sip/message/serialize.js";
import { parseVia } from "../../../../sim/sip/message/via.js";
import { Caller } from "./caller.js";
import { Rig } from "./rig.js";
import { type Heard, isRequest, requestText, type ScriptedPeer, sdpOf } from "./scripted-peer.js";
import { withPeer } from "./with-peer.js";

let peer: ScriptedPeer;
let rig: Rig;

withPeer((opened) => {
  ({ peer, rig } = opened);
});

function asRequest({ message }: Heard): SipRequest {
  if (message.kind !== "request") throw new Error("not a request");
  return message;
}

/** A BYE of the side that the INVITE was for. */
function byeFor({ message }: Heard): string {
  return requestText({
    method: "BYE",
    uri: `sip:1001@127.0.0.1:${rig.address.port}`,
    via: `127.0.0.1:${peer.address.port};branch=z9hG4bKbye1;rport`,
    callId: header(message, "Call-ID") ?? "",
    cseq: 1,
    from: `${header(message, "To")};tag=peer`,
    to: header(message, "From") ?? "",
    headers: ["Reason: Q.850;cause=16"],
  });
}

test("a call rings, is answered and hung up here", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  expect(invite.message.uri).toBe(`sip:911@127.0.0.1:${peer.address.port}`);
  expect(header(invite.message, "User-Agent")).toBe("ClearlyIP CIP270");
  expect(header(invite.message, "Contact")).toBe(`<sip:1001@127.0.0.1:${rig.address.port}>`);
  const via = parseVia(header(invite.message, "Via") ?? "");
  expect(via?.port).toBe(rig.address.port);
  expect(via?.params.get("branch")).toMatch(new RegExp(`^z9hG4bKdj\\.${rig.transport.token}\\.`));
  expect(rig.calls.active).toBe(1);
  peer.reply(invite, 180);
  await rig.call("help", "ringing");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  await peer.request("ACK");
  await rig.call("help", "answered");
  rig.calls.hangUp("help");
  const bye = await peer.request("BYE");
  expect(rig.states("help")).toEqual(["dialling", "ringing", "answered"]);
  expect(() => rig.calls.hangUp("help")).toThrow(expect.objectContaining({ code: "DF_DESK_UNABLE" }));
  peer.reply(bye, 200);
  expect(await rig.call("help", "ended")).toMatchObject({ reason: "hung up" });
  expect(rig.callEvents[0]).toMatchObject({ direction: "outgoing", number: "911" });
  await rig.until(() => rig.idle === 1);
  expect(rig.calls.active).toBe(0);
});

test("a call that the other side hangs up", async () => {
  rig.calls.place("1002", "chat");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  await peer.request("ACK");
  peer.send(byeFor(invite), rig.address);
  const ok = await peer.response(200, "BYE");
  expect(header(ok, "Via")).toContain(`rport=${peer.address.port}`);
  const ended = await rig.call("chat", "ended");
  expect(ended.reason).toBe("hung up by the other side (Q.850;cause=16)");
});

test.each([
  [404, "Not Found"],
  [486, "Busy Here"],
  [302, "Moved Temporarily"],
  [603, "Decline"],
])("a refusal with %i is told with its reason", async (status, reason) => {
  rig.calls.place("1003", "try");
  const invite = await peer.request("INVITE");
  peer.reply(invite, status);
  await peer.request("ACK");
  const failed = await rig.call("try", "failed");
  expect(failed).toMatchObject({ status, reason });
  expect(rig.states("try")).toEqual(["dialling", "failed"]);
  await rig.until(() => rig.idle === 1);
});

test("nobody is there: no answer after 64·T1, with copies on the way", async () => {
  rig.calls.place("1003", "try");
  const failed = await rig.call("try", "failed");
  expect(failed).toMatchObject({ status: 0, reason: "no answer" });
  // At 0, 1, 3, 7, 15, 31 and 63 × T1 (RFC 3261 §17.1.1.2); on a busy machine the last comes too late.
  expect(peer.count(isRequest("INVITE"))).toBeGreaterThan(5);
});

test("without an account nothing can be dialled", () => {
  rig.calls.configure(undefined);
  expect(() => rig.calls.place("911", "help")).toThrow(expect.objectContaining({ code: "DF_DESK_UNABLE" }));
  expect(rig.callEvents).toEqual([]);
});

test("a 180 without Contact and To tag, and a 200 without Contact", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.send(responseTo(asRequest(invite), 180), invite.from);
  await rig.call("help", "ringing");
  peer.reply(invite, 200, { body: sdpOf(4000), contact: false });
  await peer.request("ACK");
  await rig.call("help", "answered");
});

test("a BYE right behind the 200", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  peer.send(byeFor(invite), rig.address);
  await peer.request("ACK");
  await peer.response(200, "BYE");
  await rig.call("help", "ended");
  expect(rig.states("help")).toEqual(["dialling", "answered", "ended"]);
});

test("a repeated refusal is acknowledged again (timer D)", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 486);
  await peer.request("ACK");
  peer.reply(invite, 486);
  await peer.again("ACK");
});

test("a repeated 200 is acknowledged again", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  await peer.request("ACK");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  await peer.again("ACK");
});

test("of two answers of a fork the first is kept, the second hung up", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 200, { body: sdpOf(4000), tag: "one" });
  await peer.request("ACK");
  peer.reply(invite, 200, { body: sdpOf(4002), tag: "two" });
  const bye = await peer.request("BYE");
  expect(header(bye.message, "To")).toContain("tag=two");
  peer.reply(bye, 200);
  await new Caller(peer, rig).barrier();
  expect(rig.states("help")).toEqual(["dialling", "answered"]);
});

test.each([
  ["without SDP", undefined],
  ["with a codec that was not offered", sdpOf(4000, ["a=rtpmap:96 opus/48000/2"], "96")],
])("an answer %s is acknowledged, hung up and told as failed", async (_what, body) => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 200, body === undefined ? {} : { body });
  await peer.request("ACK");
  peer.reply(await peer.request("BYE"), 200);
  expect(await rig.call("help", "failed")).toMatchObject({ status: 488 });
  await rig.until(() => rig.idle === 1);
});

test("the other side rings for ever: CANCEL at the ring limit", async () => {
  await rig.close();
  rig = await Rig.open(peer.address, { timers: { t1: 2, t2: 8, t4: 10 } });
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 180);
  await peer.request("CANCEL");
  expect(await rig.call("help", "failed")).toMatchObject({ status: 0, reason: "not answered" });
  // It answers nothing any more; the handset is free all the same.
  await rig.until(() => rig.idle === 1);
});

test("hung up at once: what was dialled goes out and is given up", async () => {
  rig.calls.place("1003", "try");
  rig.calls.hangUp();
  const invite = await peer.request("INVITE");
  peer.reply(invite, 180);
  peer.reply(await peer.request("CANCEL"), 200);
  peer.reply(invite, 487);
  await peer.request("ACK");
  expect(await rig.call("try", "ended")).toMatchObject({ reason: "given up before the answer" });
  expect(rig.states("try")).not.toContain("failed");
});

test("a name is given to one call at a time", async () => {
  rig.calls.place("911", "help");
  expect(() => rig.calls.place("911", "help")).toThrow(expect.objectContaining({ code: "DF_DESK_UNABLE" }));
  expect(() => rig.calls.hangUp("other")).toThrow(expect.objectContaining({ code: "DF_DESK_UNABLE" }));
  peer.reply(await peer.request("INVITE"), 486);
  await rig.call("help", "failed");
  await rig.until(() => rig.idle === 1);
  expect(() => rig.calls.hangUp()).toThrow(
    expect.objectContaining({
      code: "DF_DESK_UNABLE",
      message: expect.stringMatching(/ cannot hang up: no call is up$/),
    }),
  );
  rig.calls.place("911", "help");
  await peer.request("INVITE");
});

test.each(["*98", "#1", "+12125550100", "50%"])("the number %s is dialled as it is", async (number) => {
  rig.calls.place(number, "odd");
  const { message } = await peer.request("INVITE");
  expect(decodeURIComponent(message.uri)).toBe(`sip:${number}@127.0.0.1:${peer.address.port}`);
});
