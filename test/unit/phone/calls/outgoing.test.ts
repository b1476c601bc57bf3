import { afterEach, beforeEach, expect, test } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { parseVia } from "../../../../sim/sip/message/via.js";
import { Rig } from "./rig.js";
import { isRequest, requestText, ScriptedPeer, sdpOf } from "./scripted-peer.js";

let peer: ScriptedPeer;
let rig: Rig;

beforeEach(async () => {
  peer = await ScriptedPeer.open();
  rig = await Rig.open(peer.address);
});

afterEach(async () => {
  await rig.close();
  peer.close();
});

test("a call rings, is answered and hung up here", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  expect(invite.message.uri).toBe(`sip:911@127.0.0.1:${peer.address.port}`);
  expect(header(invite.message, "User-Agent")).toBe("ClearlyIP CIP270");
  expect(header(invite.message, "Contact")).toBe(`<sip:1001@127.0.0.1:${rig.address.port}>`);
  const via = parseVia(header(invite.message, "Via") ?? "");
  expect(via?.port).toBe(rig.address.port);
  expect(via?.params.get("branch")).toMatch(new RegExp(`^z9hG4bKdj\\.${rig.flow.token}\\.`));
  expect(rig.calls.active).toBe(1);
  peer.reply(invite, 180);
  await rig.call("help", "ringing");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  await peer.request("ACK");
  await rig.call("help", "answered");
  rig.calls.hangUp("help");
  const bye = await peer.request("BYE");
  peer.reply(bye, 200);
  expect(rig.states("help")).toEqual(["dialling", "ringing", "answered", "ended"]);
  expect(rig.callEvents[0]).toMatchObject({ direction: "outgoing", number: "911" });
  await rig.until(() => rig.idle === 1);
  expect(rig.calls.active).toBe(0);
});

test("a call that the other side hangs up", async () => {
  rig.calls.place("1002", "chat");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  const ack = await peer.request("ACK");
  peer.send(
    requestText({
      method: "BYE",
      uri: `sip:1001@127.0.0.1:${rig.address.port}`,
      via: `127.0.0.1:${peer.address.port};branch=z9hG4bKbye1;rport`,
      callId: header(ack.message, "Call-ID") ?? "",
      cseq: 1,
      from: header(ack.message, "To") ?? "",
      to: header(ack.message, "From") ?? "",
      headers: ["Reason: Q.850;cause=16"],
    }),
    rig.address,
  );
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
  // 0, 1, 3, 7, 15, 31, 63 × T1 (RFC 3261 §17.1.1.2).
  expect(peer.count(isRequest("INVITE"))).toBe(7);
});

test("without an account nothing can be dialled", () => {
  rig.calls.configure(undefined);
  expect(() => rig.calls.place("911", "help")).toThrow(expect.objectContaining({ code: "DF_DESK_UNABLE" }));
  expect(rig.callEvents).toEqual([]);
});
