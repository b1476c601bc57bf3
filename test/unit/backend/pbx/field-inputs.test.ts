import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  header,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../../../sim/sip/message/message.js";
import { serializeMessage } from "../../../../sim/sip/message/serialize.js";
import { pidfLo, withLocation } from "../../psap/trunk.js";
import { type Rig, startRig } from "./rig.js";
import { offer, type TestPhone } from "./test-phone.js";
import { twoOffices, unlimited } from "./two-offices.js";

/** What phones of public bug reports send, and what becomes of it: docs/sip-inputs.md. */

/** A call as a phone would place it, changed on the wire. */
interface Input {
  readonly uri?: string;
  readonly headers?: Record<string, string>;
  readonly type?: string;
  readonly body?: string;
  /** The text of both INVITEs as it goes out. */
  readonly wire?: (text: string) => string;
}

/** INVITE, 401, ACK, INVITE; a 2xx is acknowledged. @returns the final answer */
async function call(phone: TestPhone, pbx: string, input: Input): Promise<SipResponse> {
  const { uri = `sip:911@${pbx}`, headers = {}, type = "application/sdp", body = offer } = input;
  const wire = input.wire ?? ((text) => text);
  const more: SipHeader[] = Object.entries(headers).map(([name, value]) => ({ name, value }));
  if (body !== "") more.push({ name: "Content-Type", value: type });
  const send = async (request: SipRequest): Promise<SipResponse> => {
    phone.sendText(wire(serializeMessage(request)));
    const answered = await phone.finalTo(request);
    phone.acknowledge(request, answered);
    return answered;
  };
  const first = phone.request("INVITE", uri, more, body);
  const challenged = await send(first);
  return challenged.status === 401 ? send(phone.authenticated(first, challenged)) : challenged;
}

const part = (type: string, content: string, more = "") =>
  `--b\r\nContent-Type: ${type}\r\n${more}\r\n${content}\r\n`;
const place = part("application/pidf+xml", '<?xml version="1.0"?><presence/>');
const session = part("application/sdp", offer);
const mixed = "multipart/mixed;boundary=b";
const audio = (format: string, mapping = "") => offer.replace("RTP/AVP 0 101", `RTP/AVP ${format}`) + mapping;
const withoutBody = { body: "" };
const change = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

/** Each is answered by the PSAP. */
const reached: Record<string, Input> = {
  "K6: SDP and location in a multipart": { type: mixed, body: `${session}${place}--b--\r\n` },
  "K6: location first, quoted boundary, preamble": {
    type: 'multipart/mixed; boundary="b"',
    body: `Preamble.\r\n${place}${session}--b--\r\n`,
  },
  "K6: multipart/related": { type: "multipart/related;boundary=b", body: `${session}${place}--b--` },
  "K6: nested": {
    type: "multipart/mixed;boundary=outer",
    body: `--outer\r\nContent-Type: ${mixed}\r\n\r\n${place}${session}--b--\r\n--outer--\r\n`,
  },
  "K6: LF line ends in the body": {
    type: mixed,
    body: `${session}${place}--b--\r\n`.replaceAll("\r\n", "\n"),
  },
  "K6: a part of no known type that is required": {
    type: mixed,
    body: `${part("x/y", "?", "Content-Disposition: render;handling=required\r\n")}${session}--b--`,
  },
  "K6: the wrong boundary, as from Asterisk": { type: "multipart/mixed;boundary=c", body: `${session}--b--` },
  "K6: no boundary": { type: "multipart/mixed", body: `${session}${place}--b--` },
  "K6: a location alone": { type: "application/pidf+xml", body: "<presence/>" },
  "K6: no offer": withoutBody,
  "K6: SDP without Content-Type": { wire: change(/Content-Type:.*\r\n/, "") },
  "K23: PCMU under 96": { body: audio("96", "a=rtpmap:96 PCMU/8000\r\n") },
  "K23: two ports": { body: offer.replace("40000", "40000/2") },
  "Date: UTC": { headers: { Date: "Sat, 13 Nov 2010 23:29:00 UTC" } },
  "Date: +0200": { headers: { Date: "Sat, 13 Nov 2010 23:29:00 +0200" } },
  "Date: no date": { headers: { Date: "yesterday" } },
  "name: UTF-8 without quotes": { wire: change("From: <", "From: J\u00f6rg M\u00fcller <") },
  "trailing ; in From": { wire: change(/(From:.*)\r\n/, "$1;\r\n") },
  "trailing ; in To": { wire: change(/(To:.*)\r\n/, "$1;\r\n") },
  "trailing ; in Via": { wire: change(/(Via:.*)\r\n/, "$1;\r\n") },
  "trailing ; in Contact": { wire: change(/(Contact:.*)\r\n/, "$1;\r\n") },
  "LF lines": { wire: (text) => text.replaceAll("\r\n", "\n") },
  "LF lines, a body of CR LF lines": {
    wire: (text) => text.slice(0, text.indexOf("v=0")).replaceAll("\r\n", "\n") + offer,
  },
  "one LF line": { wire: change("Max-Forwards: 70\r\n", "Max-Forwards: 70\n") },
  "tel:911": { uri: "tel:911" },
  "tel:911 with context": { uri: "tel:911;phone-context=+1" },
  "tel:9-1-1": { uri: "tel:9-1-1" },
  "urn:service:sos": { uri: "urn:service:sos" },
  "urn:service:sos.fire": { uri: "urn:service:sos.fire" },
  "URN in capitals": { uri: "URN:SERVICE:SOS" },
  "To: urn:service:sos": { headers: { To: "<urn:service:sos>" } },
  "Require: 100rel": { headers: { Require: "100rel" } },
  "Require: timer": { headers: { Require: "timer" } },
  "Require: timer, 100rel": { headers: { Require: "timer, 100rel" } },
  "Require: replaces": { headers: { Require: "replaces" } },
  "Require: norefersub": { headers: { Require: "norefersub" } },
  "Proxy-Require: sec-agree": { headers: { "Proxy-Require": "sec-agree" } },
  "headers in the Request-URI": { wire: change(/^(INVITE \S+)/, "$1?Subject=help") },
  "Max-Forwards: 300": { wire: change("Max-Forwards: 70", "Max-Forwards: 300") },
  "no Max-Forwards": { wire: change("Max-Forwards: 70\r\n", "") },
  "two From": { wire: change(/(From:.*\r\n)/, "$1$1") },
  "two Content-Lengths that differ": {
    wire: change("Content-Length:", "Content-Length: 3\r\nContent-Length:"),
  },
  "a body shorter than it says": { wire: change(/Content-Length: (\d)/, "Content-Length: 9$1") },
  "a malformed Record-Route": { headers: { "Record-Route": "sip:a@b" } },
  "a line that is no header": { wire: change("Max-Forwards", "no header\r\nMax-Forwards") },
  "a digest of another uri": { wire: change(/^(INVITE sip:911@)[^ ;]+/, "$1other.example") },
  "a response in capitals": {
    wire: (text) =>
      text.replace(/response="[0-9a-f]*"/, (found) => `response="${found.slice(10).toUpperCase()}`),
  },
  "the branch of the challenged INVITE again": { wire: change(/branch=[^;]*/, "branch=z9hG4bKsame") },
};

/** Each is refused, by a real Asterisk too or because nobody could be called back; the log says why, as a warning. */
const refused: Record<string, [Input, status: number, why: string]> = {
  "no Contact": [{ wire: change(/Contact:.*\r\n/, "") }, 400, "no Contact that can be called"],
  "Contact: *": [{ wire: change(/Contact:.*\r\n/, "Contact: *\r\n") }, 400, "no Contact that can be called"],
  "a malformed Contact": [
    { wire: change(/Contact:.*\r\n/, "Contact: <sip:>\r\n") },
    400,
    "malformed Contact",
  ],
  "an unknown extension required": [{ headers: { Require: "foo, timer" } }, 420, "it requires foo"],
  "Require: replaces, and Replaces": [
    { headers: { Require: "replaces", Replaces: "a@b;to-tag=1;from-tag=2" } },
    420,
    "it requires replaces",
  ],
  "only a foreign codec": [{ body: audio("18") }, 488, "it offers neither PCMU nor PCMA"],
  AVPF: [{ body: offer.replace("RTP/AVP", "RTP/AVPF") }, 488, "it offers neither PCMU nor PCMA"],
  SRTP: [{ body: offer.replace("RTP/AVP", "RTP/SAVP") }, 488, "it offers neither PCMU nor PCMA"],
};

describe.each([true, false])("a call to 911, strict: %s", (strict) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(unlimited(), { strict });
  });
  afterAll(() => rig.stop());
  const pbxOf = () => `${rig.sip.host}:${rig.sip.port}`;

  it.each(Object.entries(reached))("reaches the PSAP: %s", async (_name, input) => {
    const phone = await rig.phone("1001");
    const before = rig.farEnd.calls().length;
    expect((await call(phone, pbxOf(), input)).status).toBe(200);
    await expect.poll(() => rig.farEnd.calls().length).toBe(before + 1);
    expect(rig.farEnd.calls().at(-1)).toMatchObject({ farEnd: "psap", number: "911", state: "answered" });
  });

  it.each<[name: string, wire: (text: string) => string]>([
    ["LF lines", (text) => text.replace(/^[\s\S]*?\r\n\r\n/, (head) => head.replaceAll("\r\n", "\n"))],
    ["Max-Forwards: 300", change("Max-Forwards: 70", "Max-Forwards: 300")],
    ["two From", change(/(From:.*\r\n)/, "$1$1")],
    ["a line that is no header", change("Max-Forwards", "no header\r\nMax-Forwards")],
  ])("is held and ended by a phone that writes all its requests so: %s", async (_name, wire) => {
    const phone = await rig.phone("1001");
    const send = async (request: SipRequest): Promise<SipResponse> => {
      phone.sendText(wire(serializeMessage(request)));
      return phone.finalTo(request);
    };
    const first = phone.request("INVITE", `sip:911@${pbxOf()}`, [], offer);
    const challenged = await send(first);
    phone.acknowledge(first, challenged);
    const invite = phone.authenticated(first, challenged);
    const answered = await send(invite);
    phone.acknowledge(invite, answered);
    const hold = phone.inDialog("INVITE", invite, answered, `${offer}a=sendonly\r\n`);
    const held = await send(hold);
    phone.acknowledge(hold, held);
    const bye = await send(phone.inDialog("BYE", invite, answered));
    expect([answered.status, held.status, bye.status]).toEqual([200, 200, 200]);
  });

  // proves: F-44
  it("K6: 933 with SDP and location in a multipart reaches who reads the address back", async () => {
    const phone = await rig.phone("1001");
    const body = `${place}${session}--b--\r\n`;
    const before = rig.farEnd.calls().length;
    expect((await call(phone, "", { uri: `sip:933@${pbxOf()}`, type: mixed, body })).status).toBe(200);
    await expect.poll(() => rig.farEnd.calls().length).toBe(before + 1);
    expect(rig.farEnd.calls().at(-1)).toMatchObject({ number: "933", state: "answered" });
  });

  it.each([true, false])("K6: the location goes on where the trunk passes it: %s", async (passes) => {
    const { trunks } = twoOffices();
    const { emergency } = trunks;
    if (!emergency) throw new Error("the setup has an emergency trunk");
    const place = await startRig(
      { ...unlimited(), trunks: { ...trunks, emergency: { ...emergency, passesLocation: passes } } },
      { strict },
    );
    onTestFinished(() => place.stop());
    const phone = await place.phone("1001", "127.10.0.9");
    const { type, body } = withLocation(pidfLo);
    const uri = `sip:933@${place.sip.host}:${place.sip.port}`;
    expect((await call(phone, "", { uri, type, body })).status).toBe(200);
    const [received] = await place.farEndCalls(1);
    const sent = "100 Example Street, floor 4, room Zürich, New York, NY, US";
    expect(received?.sentLocation).toBe(passes ? sent : undefined);
    expect(received?.readBack?.location).toBe(passes ? sent : "100 Example Street, Floor 4, New York, NY");
  });

  it("urn:service:test.sos asks for the number that reads back the address", async () => {
    const phone = await rig.phone("1001");
    expect((await call(phone, pbxOf(), { uri: "urn:service:test.sos" })).status).toBe(200);
    await expect.poll(() => rig.farEnd.calls().at(-1)?.number).toBe("933");
  });

  it("Require: timer is answered with a session that the caller refreshes (RFC 4028 §9)", async () => {
    const phone = await rig.phone("1001");
    const headers = { Require: "timer", "Session-Expires": "90;refresher=uas" };
    const answered = await call(phone, pbxOf(), { headers });
    expect(header(answered, "Require")).toBe("timer");
    expect(header(answered, "Session-Expires")).toBe("90;refresher=uac");
  });

  it.each(Object.entries(refused))(
    "K18: is refused with a warning: %s",
    async (_name, [input, status, why]) => {
      const phone = await rig.phone("1001");
      expect((await call(phone, pbxOf(), input)).status).toBe(status);
      const warned = () =>
        rig.warnings.filter((each) => each.includes(phone.address) && each.includes("refused"));
      await expect
        .poll(warned)
        .toEqual([
          expect.stringMatching(
            new RegExp(`^refused ${phone.address}/udp: INVITE sip:911@\\S+: ${status} ${why}`),
          ),
        ]);
    },
  );
});

describe("K6: an ordinary call", () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(unlimited());
  });
  afterAll(() => rig.stop());

  it.each<[name: string, input: Input, status: number, why: string]>([
    [
      "the wrong boundary",
      { type: "multipart/mixed;boundary=c", body: `${session}--b--` },
      400,
      "no part begins",
    ],
    [
      "a location alone",
      { type: "application/pidf+xml", body: "<presence/>" },
      415,
      "no SDP, but application/pidf",
    ],
    [
      "a required part of no known type",
      {
        type: mixed,
        body: `${part("x/y", "?", "Content-Disposition: render;handling=required\r\n")}${session}--b--`,
      },
      415,
      "x/y is required and not known",
    ],
    ["no offer", withoutBody, 488, "it offers no session"],
    [
      "one LF line",
      { wire: change("Max-Forwards: 70\r\n", "Max-Forwards: 70\n") },
      400,
      "line ends are not CR LF",
    ],
    [
      "headers in the Request-URI",
      { wire: change(/^(INVITE \S+)/, "$1?Subject=x") },
      400,
      "Request-URI with headers",
    ],
    [
      "Max-Forwards: 300",
      { wire: change("Max-Forwards: 70", "Max-Forwards: 300") },
      400,
      "malformed Max-Forwards",
    ],
    ["two From", { wire: change(/(From:.*\r\n)/, "$1$1") }, 400, "two From headers"],
    [
      "two Content-Lengths that differ",
      { wire: change("Content-Length:", "Content-Length: 3\r\nContent-Length:") },
      400,
      "two Content-Length headers",
    ],
    ["a malformed Record-Route", { headers: { "Record-Route": "sip:a@b" } }, 400, "malformed Record-Route"],
    [
      "a line that is no header",
      { wire: change("Max-Forwards", "no header\r\nMax-Forwards") },
      400,
      "a header line is not",
    ],
    ["another scheme", { uri: "http://example/" }, 416, "Request-URI of scheme http"],
    ["another service", { uri: "urn:service:counseling" }, 404, "its Request-URI names no number"],
  ])("is refused, and the log says why: %s", async (_name, input, status, why) => {
    const phone = await rig.phone("1001");
    const answered = await call(phone, "", { uri: `sip:2125551234@${rig.sip.host}`, ...input });
    expect(answered.status).toBe(status);
    const told = () => rig.notes.filter((each) => each.includes(phone.address));
    await expect.poll(told).toEqual([expect.stringContaining(`: ${status} ${why}`)]);
    expect(rig.warnings.filter((each) => each.includes(phone.address))).toEqual([]);
  });

  it("a phone is called with the SDP alone, and its answer in a multipart is understood", async () => {
    const callee = await rig.phone("1002");
    await callee.register();
    const caller = await rig.phone("1001");
    const body = `${place}${session}--b--\r\n`;
    const final = call(caller, "", { uri: `sip:1002@${rig.sip.host}`, type: mixed, body });
    const invite = await callee.nextRequest("INVITE");
    expect(header(invite, "Content-Type")).toBe("application/sdp");
    expect(invite.body.trimEnd()).toBe(offer.trimEnd());
    callee.answer(invite, 200, body, mixed);
    const answered = await final;
    expect(answered.status).toBe(200);
    expect(header(answered, "Content-Type")).toBe("application/sdp");
    expect(answered.body.trimEnd()).toBe(offer.trimEnd());
  });

  it("Require: 100rel is rung for without a 180, which would have to be sent reliably (RFC 3262 §3)", async () => {
    const callee = await rig.phone("1002");
    await callee.register();
    const caller = await rig.phone("1001");
    const input = { uri: `sip:1002@${rig.sip.host}`, headers: { Require: "100rel" } };
    const final = call(caller, "", input);
    const invite = await callee.nextRequest("INVITE");
    callee.answer(invite, 180);
    callee.answer(invite, 200, offer);
    expect((await final).status).toBe(200);
    const rang = caller.next((each) => each.kind === "response" && each.status > 100 && each.status < 200);
    expect(await Promise.race([rang, Promise.resolve("silence")])).toBe("silence");
  });
});
