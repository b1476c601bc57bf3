import fc from "fast-check";
import { expect, test } from "vitest";
import { normalisedRequest, normalisedResponse } from "../../../../sim/phone/calls/normalise.js";
import { refusalOf } from "../../../../sim/phone/calls/refusal.js";
import {
  agentOf,
  requestForWire,
  responseForSipJs,
  topBranch,
} from "../../../../sim/phone/calls/wire-form.js";
import { header, headersOf, type SipRequest, type SipResponse } from "../../../../sim/sip/message/message.js";

const request = (
  method: string,
  headers: [string, string][] = [],
  uri = "sip:1001@127.0.0.1",
  body = "",
): SipRequest => ({
  kind: "request",
  method,
  uri,
  headers: [
    ["Via", "SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK4711;rport"] as const,
    ...headers,
    ...(headers.some(([name]) => name === "To") ? [] : [["To", "<sip:1001@pbx>"] as const]),
    ["CSeq", `1 ${method}`] as const,
  ].map(([name, value]) => ({ name, value })),
  body,
});

const response = (
  status: number,
  method: string,
  headers: [string, string][] = [],
  body = "",
): SipResponse => ({
  ...request(method, headers, "", body),
  kind: "response",
  status,
  reason: "",
});

test("a branch goes out with token and agent and comes back as it was, whatever its number", () => {
  fc.assert(
    fc.property(fc.nat(9_999_999), fc.nat(1000), fc.nat(999_999), (number, agent, digits) => {
      const token = String(digits).padStart(6, "0");
      const sent = request("INVITE", []);
      const branched = {
        ...sent,
        headers: [{ name: "Via", value: `SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK${number};rport` }],
      };
      const wire = requestForWire(branched, { token, agent }, { host: "127.0.0.1", port: 5070 });
      expect(header(wire, "Via")).toBe(
        `SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bKdj.${token}.${agent}.${number};rport`,
      );
      const back = { ...response(200, "INVITE"), headers: wire.headers };
      expect(agentOf(back)).toBe(agent);
      expect(header(responseForSipJs(back), "Via")).toBe(header(branched, "Via"));
      expect(topBranch(responseForSipJs(back))).toBe(`z9hG4bK${number}`);
    }),
  );
});

test("a branch that is not of the calls belongs to no user agent", () => {
  expect(agentOf(response(200, "INVITE"))).toBeUndefined();
});

test.each([
  ["Application/SDP ; charset=utf-8", "v=0", "application/sdp"],
  [undefined, "v=0\r\n", "application/sdp"],
  [undefined, "what", "application/octet-stream"],
])("the type %s of a body %j is handed over as %s", (given, body, expected) => {
  const headers: [string, string][] = given === undefined ? [] : [["Content-Type", given]];
  expect(header(normalisedRequest(request("INVITE", headers, undefined, body)), "Content-Type")).toBe(
    expected,
  );
  expect(header(normalisedResponse(response(200, "INVITE", headers, body)), "Content-Type")).toBe(expected);
});

test("an INVITE without body stays without type", () => {
  expect(header(normalisedRequest(request("INVITE")), "Content-Type")).toBeUndefined();
});

test.each([
  [180, "<sip:911@pbx>", "<sip:911@pbx>;tag=early", "<sip:911@pbx>"],
  [183, "<sip:911@pbx>;tag=x", "<sip:911@pbx>;tag=x", "<sip:911@pbx>"],
  [200, "<sip:911@pbx>;tag=x", "<sip:911@pbx>;tag=x", "<sip:911@pbx>"],
  [100, "<sip:911@pbx>", "<sip:911@pbx>", undefined],
  [486, "<sip:911@pbx>;tag=x", "<sip:911@pbx>;tag=x", undefined],
])("a %i to INVITE with To %s", (status, to, expectedTo, contact) => {
  const normal = normalisedResponse(response(status, "INVITE", [["To", to]]));
  expect(header(normal, "To")).toBe(expectedTo);
  expect(header(normal, "Contact")).toBe(contact);
});

test("a 200 to BYE is left as it is, and so is a Contact that is there", () => {
  const bye = response(200, "BYE");
  expect(normalisedResponse(bye)).toEqual(bye);
  const ok = response(200, "INVITE", [["Contact", "<sip:a@b>"]]);
  expect(headersOf(normalisedResponse(ok), "Contact")).toEqual(["<sip:a@b>"]);
});

const known = { known: true, reachable: true };
const stranger = { known: false, reachable: true };

test.each([
  ["ACK", [], stranger, undefined],
  ["CANCEL", [], stranger, 481],
  ["CANCEL", [], known, undefined],
  ["BYE", [["To", "<sip:a@b>;tag=t"]], stranger, 481],
  ["BYE", [["To", "<sip:a@b>;tag=t"]], known, undefined],
  ["BYE", [], known, 481],
  ["INVITE", [["Contact", "<sip:a@b>"]], stranger, undefined],
  ["INVITE", [], stranger, 400],
  ["INVITE", [["Contact", "<sip:a@b>"]], { known: false, reachable: false }, 404],
  ["INVITE", [["Contact", "<sip:a@b>"]], { known: true, reachable: false }, undefined],
  [
    "INVITE",
    [
      ["Contact", "<sip:a@b>"],
      ["Accept", ""],
    ],
    stranger,
    406,
  ],
  [
    "INVITE",
    [
      ["Contact", "<sip:a@b>"],
      ["Accept", "application/*"],
    ],
    stranger,
    undefined,
  ],
  ["REFER", [], stranger, 603],
  ["REFER", [], known, 603],
  ["MESSAGE", [], stranger, 405],
] as [string, [string, string][], typeof known, number | undefined][])(
  "%s with %j where %j is answered %s",
  (method, headers, context, status) => {
    expect(refusalOf(request(method, headers), context)?.status).toBe(status);
  },
);

test("a required extension is named in the refusal", () => {
  const invite = request("INVITE", [
    ["Contact", "<sip:a@b>"],
    ["Require", "100rel"],
    ["Require", "foo"],
  ]);
  expect(refusalOf(invite, stranger)).toEqual({
    status: 420,
    headers: [{ name: "Unsupported", value: "100rel, foo" }],
  });
});
