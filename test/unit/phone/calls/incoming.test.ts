import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { Caller, toOf } from "./caller.js";
import { Rig } from "./rig.js";
import { isRequest, ScriptedPeer, sdpOf } from "./scripted-peer.js";

let peer: ScriptedPeer;
let rig: Rig;
let caller: Caller;

beforeEach(async () => {
  peer = await ScriptedPeer.open();
  rig = await Rig.open(peer.address);
  caller = new Caller(peer, rig);
});

afterEach(async () => {
  await rig.close();
  peer.close();
});

test("a call rings, is answered and hung up by the caller", async () => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await peer.response(100);
  await peer.response(180);
  await rig.call("in-1", "ringing");
  rig.calls.answer();
  const ok = await peer.response(200, "INVITE");
  expect(ok.body).toMatch(/m=audio [1-9]\d* RTP\/AVP 0 8 101/);
  caller.say("ACK", { callId: "a", branch: "2", to: toOf(ok) });
  await rig.call("in-1", "answered");
  caller.say("BYE", { callId: "a", branch: "3", to: toOf(ok), cseq: 2 });
  await peer.response(200, "BYE");
  await rig.call("in-1", "ended");
  expect(rig.states("in-1")).toEqual(["ringing", "answered", "ended"]);
  expect(rig.callEvents[0]).toMatchObject({ direction: "incoming", number: "1002" });
  expect(rig.idle).toBe(1);
});

test("two calls ring at once; one is rejected, one answered and hung up here", async () => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  caller.say("INVITE", { callId: "b", branch: "2", body: sdpOf(4002) });
  await rig.call("in-2", "ringing");
  expect(rig.calls.active).toBe(2);
  expect(() => rig.calls.answer()).toThrow(expect.objectContaining({ code: "DF_DESK_UNABLE" }));
  rig.calls.reject("in-1");
  await peer.response(486);
  expect(await rig.call("in-1", "ended")).toMatchObject({ status: 486 });
  rig.calls.answer();
  const ok = await peer.response(200, "INVITE");
  caller.say("ACK", { callId: "b", branch: "3", to: toOf(ok) });
  await rig.call("in-2", "answered");
  rig.calls.hangUp();
  const bye = await peer.request("BYE");
  expect(rig.states("in-2")).toEqual(["ringing", "answered"]);
  peer.reply(bye, 200);
  await rig.call("in-2", "ended");
  expect(rig.states("in-2")).toEqual(["ringing", "answered", "ended"]);
  expect(() => rig.calls.answer()).toThrow(/ cannot answer: no call is ringing$/);
});

test("the caller gives up: 200 to the CANCEL, 487 to the INVITE", async () => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await rig.call("in-1", "ringing");
  caller.say("CANCEL", {
    callId: "a",
    branch: "1",
    headers: ['Reason: SIP;cause=200;text="Call completed elsewhere"'],
  });
  await peer.response(200, "CANCEL");
  await peer.response(487, "INVITE");
  const ended = await rig.call("in-1", "ended");
  expect(ended.reason).toContain("Call completed elsewhere");
});

test("the caller says BYE while it rings", async () => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  const ringing = await peer.response(180);
  caller.say("BYE", { callId: "a", branch: "2", cseq: 2, to: toOf(ringing) });
  await peer.response(200, "BYE");
  await peer.response(487, "INVITE");
  expect(rig.states("in-1")).toEqual(["ringing", "ended"]);
});

test("hanging up before the ACK: the BYE waits for it", async () => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await rig.call("in-1", "ringing");
  rig.calls.answer("in-1");
  const ok = await peer.response(200, "INVITE");
  rig.calls.hangUp("in-1");
  await caller.barrier();
  expect(peer.count((message) => message.kind === "request")).toBe(0);
  expect(rig.calls.active).toBe(1);
  caller.say("ACK", { callId: "a", branch: "2", to: toOf(ok) });
  peer.reply(await peer.request("BYE"), 200);
  await rig.call("in-1", "ended");
  expect(rig.calls.active).toBe(0);
  expect(rig.states("in-1")).toEqual(["ringing", "answered", "ended"]);
});

test("hanging up where neither ACK nor answer comes: the call is given up at 70·T1, soon after its BYE", async () => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await rig.call("in-1", "ringing");
  rig.calls.answer("in-1");
  await peer.response(200, "INVITE");
  await rig.calls.leave();
  expect(rig.callEvents.at(-1)).toMatchObject({
    state: "ended",
    reason: "hung up; the other side did not answer",
  });
  // At 64·T1 and twice more; waited for until Timer F it would be repeated ten times.
  expect(peer.count(isRequest("BYE"))).toBeLessThan(5);
});

test("a call that comes while the phone leaves is refused and does not ring", async () => {
  await caller.answered("a", sdpOf(4000));
  const left = rig.calls.leave();
  const bye = await peer.request("BYE");
  caller.say("INVITE", { callId: "b", branch: "9", body: sdpOf(4002) });
  await peer.response(480, "INVITE");
  peer.reply(bye, 200);
  await left;
  expect(rig.states("in-2")).toEqual(["refused"]);
  expect(() => rig.calls.place("1002", "late")).toThrow(expect.objectContaining({ code: "DF_DESK_UNABLE" }));
});

test("a lost ACK: the 200 is repeated, then comes a BYE", async () => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await rig.call("in-1", "ringing");
  rig.calls.answer();
  const bye = await peer.request("BYE");
  peer.reply(bye, 200);
  expect((await rig.call("in-1", "ended")).reason).toBe("no ACK came for the answer");
  const oks = peer.count((message) => message.kind === "response" && message.status === 200);
  expect(oks).toBeGreaterThan(7);
});

test("what is no call is answered without a user agent", async () => {
  caller.say("BYE", { callId: "x", branch: "1", to: `<${caller.target}>;tag=gone` });
  await peer.response(481, "BYE");
  caller.say("CANCEL", { callId: "x", branch: "2" });
  await peer.response(481, "CANCEL");
  caller.say("INFO", { callId: "x", branch: "3" });
  await peer.response(481, "INFO");
  caller.say("REFER", { callId: "x", branch: "4", headers: ["Refer-To: <sip:911@pbx>"] });
  await peer.response(603, "REFER");
  caller.say("MESSAGE", { callId: "x", branch: "5" });
  await peer.response(405, "MESSAGE");
  caller.say("ACK", { callId: "x", branch: "6", to: `<${caller.target}>;tag=gone` });
  await caller.barrier();
  expect(rig.callEvents).toEqual([]);
  // No user agent that would be retired.
  expect(rig.waiting).toEqual([]);
});

test.each([
  ["a tel: URI", { uri: "tel:+12125550100", to: "<sip:1001@pbx>" }, 416],
  ["a sips: URI", { uri: "sips:1001@127.0.0.1" }, 416],
  ["a required extension", { headers: ["Require: 100rel"] }, 420],
  ["no Contact", { contact: null }, 400],
  ["no wish for SDP", { headers: ["Accept: text/plain, application/sdp;q=0.0"] }, 406],
  ["somebody else's number", { uri: "sip:2002@127.0.0.1" }, 404],
  ["only a codec that the phone has not", { body: sdpOf(4000, ["a=rtpmap:96 opus/48000/2"], "96") }, 488],
  ["audio with port 0", { body: sdpOf(0) }, 488],
  ["no SDP but something else", { body: "hello", contentType: "text/plain" }, 415],
])("an INVITE with %s is refused and does not ring", async (_what, said, status) => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000), ...said });
  await peer.response(status, "INVITE");
  await caller.barrier();
  expect(rig.callEvents).toEqual([]);
});

test("with nobody logged in a call is refused", async () => {
  rig.calls.configure(undefined);
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await peer.response(404, "INVITE");
  expect(rig.waiting).toEqual([]);
});

test.each([
  ["a charset and capitals in its type", { contentType: "Application/SDP;charset=utf-8" }],
  ["no type at all", { contentType: null }],
  ["an expiry that would overflow a timer", { headers: ["Expires: 4294967295"] }],
  ["a wish for SDP among others", { headers: ["Accept: text/plain", "Accept: x/y, application/SDP;q=0.5"] }],
  ["a wish for anything", { headers: ["Accept: */*"] }],
  ["an expiry that is no number", { headers: ["Expires: soon"] }],
])("an INVITE with %s rings and is answered", async (_what, said) => {
  // Node warns of a timer that overflows; it would fire at once.
  const warnings: string[] = [];
  const onWarning = ({ name }: Error) => warnings.push(name);
  process.on("warning", onWarning);
  onTestFinished(() => {
    process.off("warning", onWarning);
  });
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000), ...said });
  await rig.call("in-1", "ringing");
  await caller.barrier();
  expect(warnings).toEqual([]);
  rig.calls.answer();
  const ok = await peer.response(200, "INVITE");
  expect(ok.body).toContain("m=audio");
  caller.say("ACK", { callId: "a", branch: "2", to: toOf(ok) });
  await rig.call("in-1", "answered");
});

test("an INVITE without SDP gets our offer; the ACK answers it", async () => {
  caller.say("INVITE", { callId: "a", branch: "1" });
  await rig.call("in-1", "ringing");
  rig.calls.answer();
  const ok = await peer.response(200, "INVITE");
  expect(ok.body).toMatch(/m=audio [1-9]\d* RTP\/AVP 0 8 9 101/);
  caller.say("ACK", { callId: "a", branch: "2", to: toOf(ok), body: sdpOf(4000) });
  await rig.call("in-1", "answered");
  await caller.barrier();
  caller.say("BYE", { callId: "a", branch: "3", cseq: 2, to: toOf(ok) });
  await peer.response(200, "BYE");
  await rig.call("in-1", "ended");
});

test("nobody answers: 480 at the ring limit", async () => {
  await rig.close();
  rig = await Rig.open(peer.address, { timers: { t1: 2, t2: 8, t4: 10 } });
  caller = new Caller(peer, rig);
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
  await peer.response(480, "INVITE");
  expect(await rig.call("in-1", "ended")).toMatchObject({ status: 480, reason: "not answered" });
});

test("a power cut says nothing on the wire", async () => {
  await caller.answered("a", sdpOf(4000));
  caller.say("INVITE", { callId: "b", branch: "1", body: sdpOf(4000) });
  await rig.call("in-2", "ringing");
  await peer.response(180);
  const before = peer.heard.length;
  rig.calls.stop();
  expect(rig.calls.active).toBe(0);
  expect(rig.states("in-1").at(-1)).toBe("ended");
  await caller.barrier();
  expect(peer.heard.length).toBe(before + 1);
  expect(rig.waiting).toEqual([]);
  caller.say("BYE", { callId: "a", branch: "2", cseq: 2, to: `<${caller.target}>;tag=x` });
  await peer.response(481, "BYE");
});

test("a call that comes from somewhere else is answered there, and hung up there", async () => {
  const other = await ScriptedPeer.open();
  const stranger = new Caller(other, rig);
  stranger.say("INVITE", { callId: "s", branch: "1", body: sdpOf(4000) });
  await rig.call("in-1", "ringing");
  rig.calls.answer();
  const ok = await other.response(200, "INVITE");
  stranger.say("ACK", { callId: "s", branch: "2", to: toOf(ok) });
  await rig.call("in-1", "answered");
  rig.calls.hangUp();
  other.reply(await other.request("BYE"), 200);
  await caller.barrier();
  expect(peer.heard).toHaveLength(1);
  other.close();
});
