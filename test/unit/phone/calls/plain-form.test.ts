import { expect, test } from "vitest";
import { plainRequest, plainResponse, realReason } from "../../../../sim/phone/calls/plain-form.js";
import { header, type SipRequest, type SipResponse } from "../../../../sim/sip/message/message.js";

const ids = { branch: "z9hG4bK1", callId: "c", fromTag: "f", toTag: undefined };

const request = (method: string, headers: Record<string, string> = {}, body = ""): SipRequest => ({
  kind: "request",
  method,
  uri: "sip:10#1@pbx_1",
  headers: Object.entries({ CSeq: `1 ${method}`, ...headers }).map(([name, value]) => ({ name, value })),
  body,
});

/** As sip.js writes it. */
const asked = (method: string, to = "<sip:peer@peer.invalid>"): SipRequest => ({
  ...request(method, {
    Via: "SIP/2.0/UDP phone.invalid;branch=z9hG4bK4711;rport",
    From: "<sip:phone@phone.invalid>;tag=own",
    To: to,
    "Call-ID": "c",
  }),
});

const response = (status: number, headers: Record<string, string> = {}, body = ""): SipResponse => ({
  ...request("INVITE", headers, body),
  kind: "response",
  status,
  reason: "Grüße\u001b[31m",
});

test.each([
  ["Application/SDP ; charset=utf-8", "v=0", "application/sdp"],
  [undefined, "v=0\r\n", "application/sdp"],
  [undefined, "what", "application/octet-stream"],
  ["text", "what", "application/octet-stream"],
  ["nothing", "v=0", "application/sdp"],
  ["text/plain", "v=0", "text/plain"],
  ["x/y#z", "what", "application/octet-stream"],
  ["", "what", "application/octet-stream"],
])("the type %s of a body %j is handed over as %s", (given, body, expected) => {
  const headers = given === undefined ? {} : { "Content-Type": given };
  expect(header(plainRequest(request("INVITE", headers, body), ids), "Content-Type")).toBe(expected);
  expect(
    header(plainResponse(response(200, headers, body), asked("INVITE"), undefined), "Content-Type"),
  ).toBe(expected);
});

test("an INVITE without body stays without type", () => {
  expect(header(plainRequest(request("INVITE"), ids), "Content-Type")).toBeUndefined();
});

test("nothing that the other side wrote is in a request, but its number and why it hangs up", () => {
  const odd = {
    From: "<sip:a@b_c>",
    Contact: "<sip:#@d>",
    "Record-Route": "<sip:e_f;lr>",
    Reason: "SIP;cause=200",
  };
  const plain = plainRequest(request("BYE", { ...odd, CSeq: "7 BYE" }), { ...ids, toTag: "own" });
  expect(plain.uri).toBe("sip:phone@phone.invalid");
  expect(plain.headers.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    "Via: SIP/2.0/UDP peer.invalid;branch=z9hG4bK1",
    "Max-Forwards: 70",
    "From: <sip:peer@peer.invalid>;tag=f",
    "To: <sip:phone@phone.invalid>;tag=own",
    "Call-ID: c",
    "CSeq: 7 BYE",
    "Reason: SIP;cause=200",
  ]);
});

test.each([
  [180, "<sip:911@pbx>", true, true],
  [183, "<sip:911@pbx>;tag=x", true, true],
  [200, "<sip:911@pbx>", true, true],
  [100, "<sip:911@pbx>", false, false],
  [486, "<sip:911@pbx>;tag=x", true, false],
])("a %i to INVITE with To %s: tag %s, Contact %s", (status, to, isTagged, hasContact) => {
  const plain = plainResponse(response(status, { To: to }), asked("INVITE"), undefined);
  expect(/;tag=\w+$/.test(header(plain, "To") ?? "")).toBe(isTagged);
  expect(header(plain, "Contact") !== undefined).toBe(hasContact);
  expect(header(plain, "Via")).toBe(header(asked("INVITE"), "Via"));
});

test("a 200 to BYE has the To of the dialog and no Contact", () => {
  const bye = asked("BYE", "<sip:peer@peer.invalid>;tag=known");
  const plain = plainResponse(
    response(200, { To: "<sip:911@pbx>;tag=x", Contact: "<sip:a@b>" }),
    bye,
    undefined,
  );
  expect(header(plain, "To")).toBe("<sip:peer@peer.invalid>;tag=known");
  expect(header(plain, "Contact")).toBeUndefined();
});

test("two tags of the other side stay two, one stays one", () => {
  const tag = (to: string) =>
    header(plainResponse(response(200, { To: to }), asked("INVITE"), undefined), "To");
  expect(tag("<sip:911@pbx>;tag=a")).toBe(tag('"x" <sip:911@pbx>;tag=a'));
  expect(tag("<sip:911@pbx>;tag=a")).not.toBe(tag("<sip:911@pbx>;tag=b"));
});

test("a reason phrase comes through, whatever it holds", () => {
  const plain = plainResponse(response(486), asked("INVITE"), undefined);
  expect(plain.reason).toMatch(/^[\w%.-]+$/);
  expect(realReason(plain.reason)).toBe("Grüße\u001b[31m");
});

test.each([
  ["60", "60"],
  ["4294967295", undefined],
  ["soon", undefined],
])("an Expires of %s is handed over as %s", (value, expected) => {
  expect(header(plainRequest(request("INVITE", { Expires: value }), ids), "Expires")).toBe(expected);
});
