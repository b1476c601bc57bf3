import { afterEach, beforeEach, expect, test } from "vitest";
import { header, type SipMessage } from "../../../../sim/sip/message/message.js";
import { sentLocations } from "../../../../sim/sip/message/sent-location.js";
import { sessionOf } from "../../../../sim/sip/sdp/session-of.js";
import { Rig } from "./rig.js";
import { ScriptedPeer, sdpOf } from "./scripted-peer.js";

let peer: ScriptedPeer;
let rig: Rig;

beforeEach(async () => {
  peer = await ScriptedPeer.open();
  const locationFor = (number: string) => (number === "911" ? "<presence/>" : undefined);
  rig = await Rig.open(peer.address, { locationFor });
});

afterEach(async () => {
  await rig.close();
  peer.close();
});

const located = (message: SipMessage): boolean => {
  const sent = sentLocations(message);
  return sent.ok && sent.documents.includes("<presence/>");
};

test("the location goes out beside the offer, again after a challenge, and with no re-INVITE", async () => {
  rig.calls.place("911", "help");
  const first = await peer.request("INVITE");
  expect(located(first.message)).toBe(true);
  expect(sessionOf(first.message)).toMatchObject({
    sdp: expect.stringMatching(/^v=0\r\n/),
    fault: undefined,
  });
  expect(header(first.message, "Geolocation")).toBe("<cid:caller@location.invalid>");
  expect(first.message.body).toContain("Content-ID: <caller@location.invalid>");
  peer.reply(first, 401, {
    headers: [
      { name: "WWW-Authenticate", value: 'Digest realm="pbx", nonce="n", algorithm=MD5, qop="auth"' },
    ],
  });
  const second = await peer.request("INVITE");
  expect(header(second.message, "Authorization")).toContain('realm="pbx"');
  expect(located(second.message)).toBe(true);
  peer.reply(second, 200, { body: sdpOf(4000) });
  await peer.request("ACK");
  await rig.call("help", "answered");
  rig.calls.hold("help");
  const hold = await peer.request("INVITE");
  expect([located(hold.message), header(hold.message, "Content-Type")]).toEqual([false, "application/sdp"]);
});

test("another call says nothing of where the phone is", async () => {
  rig.calls.place("1002", "talk");
  const { message } = await peer.request("INVITE");
  expect([header(message, "Content-Type"), header(message, "Geolocation")]).toEqual([
    "application/sdp",
    undefined,
  ]);
});
