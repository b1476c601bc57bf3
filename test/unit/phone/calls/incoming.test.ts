import { afterEach, beforeEach, expect, test } from "vitest";
import { header, type SipResponse } from "../../../../sim/sip/message/message.js";
import { Rig } from "./rig.js";
import { requestText, ScriptedPeer, sdpOf } from "./scripted-peer.js";

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

const target = () => `sip:1001@127.0.0.1:${rig.address.port}`;

function say(
  method: string,
  parts: { callId: string; branch: string; to?: string; cseq?: number; headers?: string[]; body?: string },
): void {
  const { callId, branch, to = `<${target()}>`, cseq = 1, headers = [], body } = parts;
  const contact = `Contact: <sip:1002@127.0.0.1:${peer.address.port}>`;
  peer.send(
    requestText({
      method,
      uri: target(),
      via: `127.0.0.1:${peer.address.port};branch=z9hG4bK${branch};rport`,
      callId,
      cseq,
      to,
      headers: [contact, ...headers, ...(body === undefined ? [] : ["Content-Type: application/sdp"])],
      ...(body === undefined ? {} : { body }),
    }),
    rig.address,
  );
}

const toOf = (response: SipResponse) => header(response, "To") ?? "";

test("a call rings, is answered and hung up by the caller", async () => {
  say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await peer.response(100);
  await peer.response(180);
  await rig.call("in-1", "ringing");
  rig.calls.answer();
  const ok = await peer.response(200, "INVITE");
  expect(ok.body).toMatch(/m=audio [1-9]\d* RTP\/AVP 0 8 101/);
  say("ACK", { callId: "a", branch: "2", to: toOf(ok) });
  await rig.call("in-1", "answered");
  say("BYE", { callId: "a", branch: "3", to: toOf(ok), cseq: 2 });
  await peer.response(200, "BYE");
  await rig.call("in-1", "ended");
  expect(rig.states("in-1")).toEqual(["ringing", "answered", "ended"]);
  expect(rig.callEvents[0]).toMatchObject({ direction: "incoming", number: "1002" });
  expect(rig.idle).toBe(1);
});

test("two calls ring at once; one is rejected, one answered and hung up here", async () => {
  say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  say("INVITE", { callId: "b", branch: "2", body: sdpOf(4002) });
  await rig.call("in-2", "ringing");
  expect(rig.calls.active).toBe(2);
  expect(() => rig.calls.answer()).toThrow(expect.objectContaining({ code: "DF_DESK_UNABLE" }));
  rig.calls.reject("in-1");
  await peer.response(486);
  expect(await rig.call("in-1", "ended")).toMatchObject({ status: 486 });
  rig.calls.answer();
  const ok = await peer.response(200, "INVITE");
  say("ACK", { callId: "b", branch: "3", to: toOf(ok) });
  await rig.call("in-2", "answered");
  rig.calls.hangUp();
  const bye = await peer.request("BYE");
  peer.reply(bye, 200);
  expect(rig.states("in-2")).toEqual(["ringing", "answered", "ended"]);
});

test("the caller gives up: 200 to the CANCEL, 487 to the INVITE", async () => {
  say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await rig.call("in-1", "ringing");
  say("CANCEL", {
    callId: "a",
    branch: "1",
    headers: ['Reason: SIP;cause=200;text="Call completed elsewhere"'],
  });
  await peer.response(200, "CANCEL");
  await peer.response(487, "INVITE");
  const ended = await rig.call("in-1", "ended");
  expect(ended.reason).toContain("Call completed elsewhere");
});
