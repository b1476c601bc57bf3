import { describe, expect, test } from "vitest";
import { receivedCall } from "../../../sim/psap/received-call.js";
import type { SipRequest } from "../../../sim/sip/message/message.js";
import { pidfLo, sdp, withLocation } from "./trunk.js";

/** @param headers as `Name: value` */
function invite(
  headers: readonly string[],
  uri = "sip:911@psap",
  content?: { type: string; body: string },
): SipRequest {
  const all = [...headers, ...(content ? [`Content-Type: ${content.type}`] : [])].map((line) => {
    const colon = line.indexOf(":");
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
  });
  return { kind: "request", method: "INVITE", uri, headers: all, body: content?.body ?? sdp };
}

describe("who calls", () => {
  test.each([
    [["From: <sip:1001@pbx>;tag=a"], { callerId: "1001" }],
    [['From: "Al <b>" <sip:1001@pbx>;tag=a'], { callerId: "1001", name: "Al <b>" }],
    [
      [
        "From: <sip:anonymous@anonymous.invalid>;tag=a",
        'P-Asserted-Identity: "HQ" <sip:2125550100@pbx>',
        "Privacy: id",
      ],
      { callerId: "2125550100", name: "HQ", from: "anonymous", privacy: "id" },
    ],
    [
      ["From: <sip:1@pbx>;tag=a", "P-Asserted-Identity: <tel:+1-212-555-0100>, <sip:9@pbx>"],
      { callerId: "+12125550100", from: "1" },
    ],
    [["From: <sip:1001@pbx>;tag=a", "P-Asserted-Identity: <sip:pbx>"], { callerId: "1001" }],
    [["From: <sip:1001@pbx>;tag=a", "P-Asserted-Identity: ,,<<"], { callerId: "1001" }],
    [["From: <sip:pbx>;tag=a"], { callerId: "" }],
    [["From: <<>>"], { callerId: "" }],
    [[], { callerId: "" }],
  ])("%j", (headers, expected) => {
    const { id: _id, number: _number, ...party } = receivedCall(invite(headers));
    expect(party).toEqual(expected);
  });
});

test.each([
  ["sip:911@psap", "911"],
  ["sip:+1911;phone-context=x@psap", "+1911"],
  ["tel:9-1-1", "911"],
  ["urn:service:sos.fire", "urn:service:sos.fire"],
  ["sip:psap", "sip:psap"],
])("%s asks for %s", (uri, number) => {
  expect(receivedCall(invite([], uri)).number).toBe(number);
});

describe("from where", () => {
  const from = (content: { type: string; body: string }, ...headers: string[]) =>
    receivedCall(invite(headers, "sip:911@psap", content));

  test("a location beside the offer", () => {
    expect(from(withLocation(pidfLo)).location?.text).toContain("100 Example Street, floor 4");
  });

  test("the first that can be read, where there are several", () => {
    const { type, body } = withLocation("<presence/>");
    const second = body.replace(
      "--here\r\nContent-Type: application/sdp",
      `--here\r\nContent-Type: application/pidf+xml\r\n\r\n${pidfLo}\r\n$&`,
    );
    expect(from({ type, body: second })).toMatchObject({
      location: { text: expect.stringContaining("Example") },
    });
  });

  test("one that the call only refers to; a reference into the body is none", () => {
    const headers = [
      "Geolocation: <cid:a@pbx>, <https://lis.example/a?b,c>;inserted-by=x",
      "Geolocation: <sip:a@lis.example>",
    ];
    expect(receivedCall(invite(headers)).locationAt).toEqual([
      "https://lis.example/a?b,c",
      "sip:a@lis.example",
    ]);
  });

  test.each([
    ["<presence/>", "it has no location-info"],
    ["not xml", /not XML|no root/],
    [`<!DOCTYPE a [<!ENTITY b "c">]>${pidfLo.replace(/^.*\n/, "")}`, "a document type is not allowed"],
    ["<a>".repeat(100), /deep|not XML/],
  ])("%j is told as a fault", (pidf, reason) => {
    const { location, locationFault } = from(withLocation(pidf));
    expect(location).toBeUndefined();
    expect(locationFault).toMatch(reason);
  });

  test("a body whose parts cannot be read is a fault too", () => {
    expect(from({ type: "multipart/mixed", body: "text" }).locationFault).toBe(
      "multipart/mixed without boundary",
    );
  });
});
