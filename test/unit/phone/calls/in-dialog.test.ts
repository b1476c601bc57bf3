import { afterEach, beforeEach, expect, test } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { Caller, toOf } from "./caller.js";
import { Rig } from "./rig.js";
import { isRequest, ScriptedPeer, sdpOf } from "./scripted-peer.js";

let peer: ScriptedPeer;
let rig: Rig;
let caller: Caller;
let to: string;

beforeEach(async () => {
  peer = await ScriptedPeer.open();
  rig = await Rig.open(peer.address);
  caller = new Caller(peer, rig);
  to = await caller.answered("a", sdpOf(4000));
});

afterEach(async () => {
  await rig.close();
  peer.close();
});

async function reinvite(cseq: number, body: string | undefined): Promise<string> {
  caller.say("INVITE", {
    callId: "a",
    branch: `re-${cseq}`,
    to,
    cseq,
    ...(body === undefined ? {} : { body }),
  });
  const ok = await peer.response(200, `${cseq} INVITE`);
  return ok.body;
}

const acknowledge = (cseq: number, body?: string) =>
  caller.say("ACK", {
    callId: "a",
    branch: `re-ack-${cseq}`,
    to,
    cseq,
    ...(body === undefined ? {} : { body }),
  });

test("hold and retrieve are answered, each with a new version", async () => {
  const held = await reinvite(2, sdpOf(4000, ["a=sendonly"]));
  expect(held).toContain("a=recvonly");
  acknowledge(2);
  const inactive = await reinvite(3, sdpOf(4000, ["a=inactive"]));
  expect(inactive).toContain("a=inactive");
  acknowledge(3);
  const back = await reinvite(4, sdpOf(4000));
  expect(back).toContain("a=sendrecv");
  acknowledge(4);
  const versions = [held, inactive, back].map((sdp) => /o=- \d+ (\d+)/.exec(sdp)?.[1]);
  expect(versions).toEqual(["2", "3", "4"]);
  expect(new Set([held, back].map((sdp) => /m=audio (\d+)/.exec(sdp)?.[1])).size).toBe(1);
  expect(rig.states("in-1")).toEqual(["ringing", "answered"]);
});

test("a re-INVITE without SDP gets an offer", async () => {
  expect(await reinvite(2, undefined)).toContain("RTP/AVP 0 8 9 101");
  acknowledge(2, sdpOf(4000));
  expect(await reinvite(3, sdpOf(4000, ["a=sendonly"]))).toContain("a=recvonly");
});

test("a re-INVITE that cannot be taken gets 488 and the call goes on", async () => {
  const body = sdpOf(4000, ["a=rtpmap:96 opus/48000/2"], "96");
  caller.say("INVITE", { callId: "a", branch: "re-2", to, cseq: 2, body });
  await peer.response(488);
  caller.say("ACK", { callId: "a", branch: "re-2", to, cseq: 2 });
  expect(await reinvite(3, sdpOf(4000, ["a=sendonly"]))).toContain("a=recvonly");
  expect(rig.states("in-1")).toEqual(["ringing", "answered"]);
});

test("a re-INVITE without Contact gets 400", async () => {
  caller.say("INVITE", { callId: "a", branch: "re-2", to, cseq: 2, body: sdpOf(4000), contact: null });
  await peer.response(400);
  expect(await reinvite(3, sdpOf(4000))).toContain("m=audio");
});

test("a REFER is declined and nobody is called", async () => {
  caller.say("REFER", { callId: "a", branch: "r", to, cseq: 2, headers: ["Refer-To: <sip:911@127.0.0.1>"] });
  await peer.response(603, "REFER");
  await caller.barrier();
  expect(peer.count(isRequest("INVITE"))).toBe(0);
  expect(rig.calls.active).toBe(1);
});

test("repeated requests get the same answer, not 500 or 481 (timer J)", async () => {
  const info = {
    callId: "a",
    branch: "i",
    to,
    cseq: 2,
    body: "Signal=5",
    contentType: "application/dtmf-relay",
  };
  caller.say("INFO", info);
  await peer.response(200, "INFO");
  caller.say("INFO", info);
  await peer.response(200, "INFO");
  caller.say("BYE", { callId: "a", branch: "b", to, cseq: 3 });
  await peer.response(200, "BYE");
  caller.say("BYE", { callId: "a", branch: "b", to, cseq: 3 });
  await peer.response(200, "BYE");
});

test("our BYE is repeated until it is answered (timer E)", async () => {
  rig.calls.hangUp();
  await peer.again("BYE");
  await peer.again("BYE");
  const bye = await peer.again("BYE");
  peer.reply(bye, 200);
  const repeats = rig.events.filter((event) => event.type === "sip" && event.repeat);
  expect(repeats.length).toBeGreaterThanOrEqual(2);
});

test("our BYE answers a challenge", async () => {
  rig.calls.hangUp();
  const bye = await peer.request("BYE");
  const challenge = {
    name: "WWW-Authenticate",
    value: 'Digest realm="pbx", nonce="n1", algorithm=MD5, qop="auth"',
  };
  peer.reply(bye, 401, { headers: [challenge] });
  const again = await peer.request("BYE");
  expect(header(again.message, "Authorization")).toContain('username="1001"');
  peer.reply(again, 200);
});

test("a call goes on as who it was begun as when the desk becomes somebody else", async () => {
  rig.calls.configure(rig.identity({ extension: "9000", authUser: "9000", displayName: "Placeholder" }));
  expect(await reinvite(2, sdpOf(4000, ["a=sendonly"]))).toContain("a=recvonly");
  acknowledge(2);
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  expect(header(invite.message, "From")).toContain("sip:9000@");
  peer.reply(invite, 200, { body: sdpOf(4002) });
  await rig.call("help", "answered");
  caller.say("INVITE", { callId: "c", branch: "c", body: sdpOf(4004) });
  await peer.response(404, "INVITE");
  caller.say("BYE", { callId: "a", branch: "b", to, cseq: 3 });
  await peer.response(200, "BYE");
  expect(rig.states("in-1").at(-1)).toBe("ended");
  expect(rig.calls.active).toBe(1);
});

test("RTP is counted and dropped", async () => {
  const offer = await reinvite(2, sdpOf(4000));
  const port = Number(/m=audio (\d+)/.exec(offer)?.[1]);
  peer.send("rtp", { host: "127.0.0.1", port });
  peer.send("rtp", { host: "127.0.0.1", port });
  await caller.barrier();
  rig.calls.hangUp();
  expect(rig.notes()).toContain(`2 RTP packets came on port ${port}`);
});

test("a user agent outlives its last call for as long as a copy of the INVITE may come", async () => {
  await rig.close();
  rig = await Rig.open(peer.address, { timers: { t1: 10, t2: 40, t4: 50 } });
  caller = new Caller(peer, rig);
  const said = { callId: "late", branch: "late", body: sdpOf(4000) };
  caller.say("INVITE", said);
  await rig.call("in-1", "ringing");
  rig.calls.reject();
  const busy = await peer.response(486);
  caller.say("ACK", { callId: "late", branch: "late", to: toOf(busy) });
  await caller.barrier();
  // Completed and confirmed: the transaction is there, then it is not, then the user agent is not.
  caller.say("INVITE", said);
  await rig.until(() => !rig.waiting.includes(700));
  expect(rig.waiting).toEqual([640]);
  caller.say("INVITE", said);
  await caller.barrier();
  expect(rig.states("in-2")).toEqual([]);
  await rig.until(() => rig.waiting.length === 0);
  caller.say("INVITE", said);
  await rig.call("in-2", "ringing");
});
