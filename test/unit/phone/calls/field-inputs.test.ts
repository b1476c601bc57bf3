import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { header, headersOf } from "../../../../sim/sip/message/message.js";
import { parseNameAddr } from "../../../../sim/sip/message/name-addr.js";
import { Caller, type Said, toOf } from "./caller.js";
import { Rig } from "./rig.js";
import { ScriptedPeer, sdpOf } from "./scripted-peer.js";

/** Inputs of public bug reports, by their kind. */

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

test.each([
  ['John "The Duke" Wayne', 'John "The Duke" Wayne'],
  ["back\\slash", "back\\slash"],
  ["a\\", "a\\"],
  ['"', '"'],
  ["tab\there", "tabhere"],
  ["line\r\nRoute: <sip:evil>", "lineRoute: <sip:evil>"],
  ["Jörg <sip:9@9>, \u{1F4DE}", "Jörg <sip:9@9>, \u{1F4DE}"],
  ["", undefined],
  ["\0", undefined],
])("K1: 911 leaves with the name %j", async (displayName, heard) => {
  rig.calls.configure(rig.identity({ displayName }));
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  expect(parseNameAddr(header(invite.message, "From") ?? "")?.displayName).toBe(heard);
  expect(headersOf(invite.message, "Route")).toEqual([]);
  peer.reply(invite, 200, { body: sdpOf(4000) });
  await rig.call("help", "answered");
});

describe("K2: it rings, is answered and hung up, and what goes out is as it came", () => {
  test.each([
    [
      "a host that begins with a digit",
      { contact: "<sip:1002@019f9ae299f5>", from: "<sip:1002@019f9ae299f5>;tag=c" },
    ],
    ["a host with an underscore", { contact: "<sip:1002@pbx_1:5070>", from: '"x" <sip:1002@pbx_1>;tag=c' }],
    ["a Request-URI with one", { uri: "sip:1001@pbx_1" }],
    ["a Request-URI whose host begins with a digit", { uri: "sip:1001@019f9ae299f5" }],
    ["a user with #", { contact: "<sip:#1277@127.0.0.1>", from: "<sip:#1277@127.0.0.1>;tag=c" }],
    ["an odd Refer-To", { headers: ["Refer-To: ???"] }],
    ["a Record-Route with an odd host", { headers: ["Record-Route: <sip:edge_1;lr>"] }],
    ["odd challenges", { headers: ["WWW-Authenticate: x", "Proxy-Authenticate: ="] }],
    ["a tel: URI in From", { from: "<tel:+1;phone-context=x_y>;tag=c" }],
    ["a tag of another alphabet", { from: '<sip:1002@pbx>;tag="a b"' }],
    ["no tag", { from: "<sip:1002@pbx>" }],
    ["a name without quotes", { from: "Jörg Müller <sip:1002@pbx>;tag=c" }],
    ["semicolons at the end", { from: "<sip:1002@pbx>;tag=c;", to: "<sip:1001@pbx>;" }],
    ["a Call-ID with everything", { callId: '{a}(b)[c]?/\\"<d>@@' }],
    ["a Date of another zone", { headers: ["Date: Sat, 13 Nov 2010 23:29:00 +0200"] }],
  ])("%s", async (_what, said: Partial<Said>) => {
    const all = { callId: "k2", branch: "1", body: sdpOf(4000), ...said };
    caller.say("INVITE", all);
    await rig.call("in-1", "ringing");
    rig.calls.answer();
    const ok = await peer.response(200, "INVITE");
    const from = all.from ?? "<sip:1002@pbx>;tag=caller";
    expect(header(ok, "From")).toBe(from);
    expect(header(ok, "Call-ID")).toBe(all.callId);
    caller.say("ACK", { ...all, branch: "2", to: toOf(ok), headers: [] });
    await rig.call("in-1", "answered");
    rig.calls.hangUp();
    const bye = await peer.request("BYE");
    const target = /<(.*)>/.exec(all.contact ?? "")?.[1] ?? `sip:1002@127.0.0.1:${peer.address.port}`;
    expect(bye.message.uri).toBe(target);
    expect(header(bye.message, "To")).toBe(from.replace(/;$/, ""));
    expect(header(bye.message, "From")).toBe(toOf(ok));
    expect(headersOf(bye.message, "Route")).toEqual(headersOf(ok, "Record-Route"));
    peer.reply(bye, 200);
    await rig.until(() => rig.idle === 1);
  });

  test("a Via with an odd host: the answer has it whole", async () => {
    const via = 'SIP/2.0/UDP pbx_1:5070;branch=z9hG4bK"odd";rport';
    const text = caller.text("INVITE", { callId: "v", branch: "1", body: sdpOf(4000) });
    const odd = via.replace('"odd"', "{odd}");
    peer.send(text.replace(/Via: [^\r]*/, `Via: ${odd}, SIP/2.0/WS-X edge_2;x="a,b"`), rig.address);
    const ringing = await peer.response(180);
    expect(header(ringing, "Via")).toBe(
      `${odd}=${peer.address.port};received=127.0.0.1, SIP/2.0/WS-X edge_2;x="a,b"`,
    );
  });

  test("a Via whose host begins with a digit: the answer goes to where it came from", async () => {
    const text = caller.text("INVITE", { callId: "v", branch: "1", body: sdpOf(4000) });
    peer.send(text.replace(/Via: SIP\/2\.0\/UDP [^;]*/, "Via: SIP/2.0/UDP 019f9ae299f5:5070"), rig.address);
    const ringing = await peer.response(180);
    expect(header(ringing, "Via")).toContain("SIP/2.0/UDP 019f9ae299f5:5070;branch=z9hG4bK1;");
  });

  test("an ACK with the branch of its INVITE (RFC 6026 §7.1)", async () => {
    caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) });
    await rig.call("in-1", "ringing");
    rig.calls.answer();
    const ok = await peer.response(200, "INVITE");
    caller.say("ACK", { callId: "a", branch: "1", to: toOf(ok) });
    await rig.call("in-1", "answered");
  });
});

describe("K7: a length that is said twice", () => {
  const twice = (text: string) => text.replace(/(Content-Length: \d+\r\n)/, "$1$1");

  test("the same one: the phone rings", async () => {
    peer.send(twice(caller.text("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) })), rig.address);
    await rig.call("in-1", "ringing");
  });

  test("another one: 400, and a note", async () => {
    const text = twice(caller.text("INVITE", { callId: "a", branch: "1", body: sdpOf(4000) }));
    peer.send(text.replace(/Content-Length: \d+\r\n/, "Content-Length: 1\r\n"), rig.address);
    await peer.response(400, "INVITE");
    expect(rig.notes().join()).toContain("two Content-Length headers");
  });
});

test("K25: the extension 10#1 is written as it is registered, and rings", async () => {
  rig.calls.configure(rig.identity({ extension: "10#1" }));
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  expect(header(invite.message, "From")).toContain("<sip:10%231@");
  expect(header(invite.message, "Contact")).toContain("<sip:10%231@");
  caller.say("INVITE", { callId: "a", branch: "1", uri: "sip:10%231@127.0.0.1", body: sdpOf(4000) });
  await rig.call("in-1", "ringing");
  peer.reply(invite, 486);
  await rig.call("help", "failed");
});

test.each([
  ["Require: 100rel", "no reliable provisional responses are simulated"],
  ["Require: timer", "no session timers are simulated"],
])("to decide: %s stays 420, for %s (RFC 3261 §8.2.2.3), with a note", async (required) => {
  caller.say("INVITE", { callId: "a", branch: "1", body: sdpOf(4000), headers: [required] });
  const refused = await peer.response(420, "INVITE");
  expect(header(refused, "Unsupported")).toBe(required.split(" ")[1]);
  expect(rig.notes().join()).toContain("420");
});

test("to decide: an INVITE of bare line feeds stays 400, for another reader may end its lines elsewhere", async () => {
  const text = caller.text("INVITE", { callId: "lf", branch: "1", body: sdpOf(4000) });
  peer.send(text.replaceAll("\r\n", "\n"), rig.address);
  await peer.response(400, "INVITE");
  expect(rig.notes()).toContainEqual(expect.stringMatching(/line/i));
  expect(rig.callEvents).toEqual([]);
});

describe("K6: SDP beside a location", () => {
  const mixed = "multipart/mixed;boundary=b";
  const parts = (...sdp: string[]) =>
    [
      "--b",
      "Content-Type: application/pidf+xml",
      "Content-Disposition: render;handling=optional",
      "",
      "<presence/>",
      ...sdp.flatMap((each) => ["--b", "Content-Type: application/sdp", "", each]),
      "--b--",
      "",
    ].join("\r\n");

  test("in an INVITE: the phone rings and answers", async () => {
    const said = { callId: "k6", branch: "1", body: parts(sdpOf(4000)), contentType: mixed };
    caller.say("INVITE", said);
    await rig.call("in-1", "ringing");
    rig.calls.answer();
    const ok = await peer.response(200, "INVITE");
    expect(ok.body).toMatch(/m=audio [1-9]/);
    caller.say("ACK", { callId: "k6", branch: "2", to: toOf(ok) });
    await rig.call("in-1", "answered");
  });

  test("in the 200 to a phone's INVITE: answered", async () => {
    rig.calls.place("1002", "out");
    const invite = await peer.request("INVITE");
    peer.reply(invite, 200, { body: parts(sdpOf(4000)), headers: [{ name: "Content-Type", value: mixed }] });
    await peer.request("ACK");
    await rig.call("out", "answered");
  });

  test.each([
    ["no SDP in it", mixed, parts()],
    ["another boundary", "multipart/mixed;boundary=c", parts(sdpOf(4000))],
  ])("%s: 415, and a note", async (_what, contentType, body) => {
    caller.say("INVITE", { callId: "k6", branch: "1", body, contentType });
    await peer.response(415, "INVITE");
    expect(rig.notes()).toContainEqual(expect.stringContaining("refused with 415"));
  });
});
