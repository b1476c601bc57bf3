import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { parseCredentials } from "../../../../sim/sip/digest/credentials.js";
import { header } from "../../../../sim/sip/message/message.js";
import { Caller } from "./caller.js";
import type { Rig } from "./rig.js";
import { type Heard, type ScriptedPeer, sdpOf } from "./scripted-peer.js";
import { withPeer } from "./with-peer.js";

let peer: ScriptedPeer;
let rig: Rig;

withPeer((opened) => {
  ({ peer, rig } = opened);
});

const md5 = 'Digest realm="pbx", nonce="n-md5", algorithm=MD5, qop="auth"';
const sha256 = 'Digest realm="pbx", nonce="n-sha", algorithm=SHA-256, qop="auth", opaque="o\\"p"';
const unknown = 'Digest realm="pbx", nonce="n-x", algorithm=WHIRL';

const www = (...values: string[]) => values.map((value) => ({ name: "WWW-Authenticate", value }));

/** By RFC 7616 §3.4.1, worked out here without the code under test. */
function expectedResponse(invite: Heard, algorithm: string, nonce: string): string {
  const credentials = parseCredentials(header(invite.message, "Authorization") ?? "");
  const hash = (text: string) => createHash(algorithm).update(text).digest("hex");
  const ha1 = hash("1001:pbx:open sesame");
  const ha2 = hash(`INVITE:sip:911@127.0.0.1:${peer.address.port}`);
  return hash(`${ha1}:${nonce}:${credentials?.nc}:${credentials?.cnonce}:auth:${ha2}`);
}

test.each([
  ["MD5", [md5], "md5", "n-md5"],
  ["SHA-256", [sha256], "sha256", "n-sha"],
  ["the first of two headers", [md5, sha256], "md5", "n-md5"],
  ["the first of two headers, the other way round", [sha256, md5], "sha256", "n-sha"],
  ["the first of two in one line", [`${sha256}, ${md5}`], "sha256", "n-sha"],
  ["the first that it knows", [unknown, md5], "md5", "n-md5"],
])("an INVITE answers %s", async (_what, challenges, algorithm, nonce) => {
  rig.calls.place("911", "help");
  const first = await peer.request("INVITE");
  peer.reply(first, 401, { headers: www(...challenges) });
  await peer.request("ACK");
  const second = await peer.request("INVITE");
  const credentials = parseCredentials(header(second.message, "Authorization") ?? "");
  expect(credentials).toMatchObject({ nonce, realm: "pbx", nc: "00000001", qop: "auth" });
  expect(credentials?.response).toBe(expectedResponse(second, algorithm, nonce));
  peer.reply(second, 200, { body: sdpOf(4000) });
  await rig.call("help", "answered");
  expect(rig.states("help")).toEqual(["dialling", "answered"]);
  expect(JSON.stringify(rig.events)).not.toContain("open sesame");
  expect(JSON.stringify(rig.events)).not.toContain(credentials?.response);
});

test("a proxy challenge and a stale nonce", async () => {
  rig.calls.place("911", "help");
  peer.reply(await peer.request("INVITE"), 407, { headers: [{ name: "Proxy-Authenticate", value: md5 }] });
  const second = await peer.request("INVITE");
  expect(header(second.message, "Proxy-Authorization")).toContain("n-md5");
  const stale = md5.replace("n-md5", "n-2").replace("Digest ", "Digest stale=true, ");
  peer.reply(second, 407, { headers: [{ name: "Proxy-Authenticate", value: stale }] });
  const third = await peer.request("INVITE");
  expect(header(third.message, "Proxy-Authorization")).toContain("n-2");
  peer.reply(third, 486);
  expect(await rig.call("help", "failed")).toMatchObject({ status: 486 });
});

test("a wrong password fails with 401 after two tries", async () => {
  rig.calls.place("911", "help");
  peer.reply(await peer.request("INVITE"), 401, { headers: www(md5) });
  peer.reply(await peer.request("INVITE"), 401, { headers: www(md5.replace("n-md5", "n-2")) });
  expect(await rig.call("help", "failed")).toMatchObject({ status: 401 });
  expect(peer.requests("INVITE")).toBe(2);
});

test.each([
  ["an algorithm that nobody knows", www(unknown)],
  ["no challenge at all", []],
])("a 401 with %s is final", async (_what, headers) => {
  rig.calls.place("911", "help");
  peer.reply(await peer.request("INVITE"), 401, { headers });
  expect(await rig.call("help", "failed")).toMatchObject({ status: 401 });
});

test.each([
  ["before any answer", false],
  ["after a 100", true],
])("given up %s: the challenge that comes then is not answered", async (_when, trying) => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  if (trying) {
    peer.reply(invite, 100);
    await new Caller(peer, rig).barrier();
  }
  rig.calls.hangUp("help");
  if (trying) peer.reply(await peer.request("CANCEL"), 200);
  peer.reply(invite, 401, { headers: www(md5) });
  await peer.request("ACK");
  await rig.until(() => rig.idle === 1);
  await new Caller(peer, rig).barrier();
  expect(peer.requests("INVITE")).toBe(1);
  expect(rig.states("help")).toEqual(["dialling", "ended"]);
});

test("given up after the challenge: the CANCEL waits for a 1xx and is for the second INVITE", async () => {
  rig.calls.place("911", "help");
  peer.reply(await peer.request("INVITE"), 401, { headers: www(md5) });
  const second = await peer.request("INVITE");
  rig.calls.hangUp("help");
  peer.reply(second, 180);
  const cancel = await peer.request("CANCEL");
  expect(header(cancel.message, "Via")).toBe(header(second.message, "Via"));
  expect(header(cancel.message, "CSeq")).toBe("2 CANCEL");
  peer.reply(cancel, 200);
  peer.reply(second, 487);
  await peer.request("ACK");
  await rig.until(() => rig.idle === 1);
});

test("the answer crosses the CANCEL: it is acknowledged and hung up", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  peer.reply(invite, 180);
  await rig.call("help", "ringing");
  rig.calls.hangUp();
  const cancel = await peer.request("CANCEL");
  peer.reply(invite, 200, { body: sdpOf(4000) });
  peer.reply(cancel, 200);
  await peer.request("ACK");
  peer.reply(await peer.request("BYE"), 200);
  await rig.until(() => rig.idle === 1);
  expect(rig.states("help")).toEqual(["dialling", "ringing", "ended"]);
});

test("a 401 that comes again, because its ACK was lost, gets its ACK again and does not end the second try", async () => {
  rig.calls.place("911", "help");
  const first = await peer.request("INVITE");
  peer.reply(first, 401, { headers: www(md5) });
  const ack = await peer.request("ACK");
  const second = await peer.request("INVITE");
  peer.reply(first, 401, { headers: www(md5) });
  const again = await peer.again("ACK");
  expect(header(again.message, "Via")).toBe(header(ack.message, "Via"));
  expect(header(again.message, "CSeq")).toBe(header(ack.message, "CSeq"));
  peer.reply(second, 200, { body: sdpOf(4000) });
  await rig.call("help", "answered");
  expect(rig.states("help")).toEqual(["dialling", "answered"]);
});
