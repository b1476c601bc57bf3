import { expect, test } from "vitest";
import { refusedEmergency } from "../../../sim/capture/refuse-emergency.js";
import type { SipMessage } from "../../../sim/sip/message/message.js";

function request(method: string, uri: string, headers: Record<string, string> = {}): SipMessage {
  return {
    ...{ kind: "request", method, uri, body: "" },
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  };
}

test.each([
  ["INVITE", "sip:911@pbx"],
  ["INVITE", "sip:9911@pbx:5060;user=phone"],
  ["INVITE", "sip:+911@pbx"],
  ["INVITE", "sip:%39%31%31@pbx"],
  ["INVITE", "sip:*72911@pbx"],
  ["INVITE", "sip:911;phone-context=x@pbx"],
  ["INVITE", "tel:112"],
  ["INVITE", "urn:service:sos.fire"],
  ["INVITE", "sip:933@pbx"],
  ["MESSAGE", "sip:911@pbx"],
])("%s %s is not handed on", (method, uri) => {
  expect(refusedEmergency(request(method, uri), [])).toBeDefined();
});

test("a transfer to 911, and a forward to it", () => {
  const transfer = request("REFER", "sip:1001@pbx", {
    "Refer-To": "<sip:911@pbx>",
    To: "<sip:1001@pbx>;tag=x",
  });
  expect(refusedEmergency(transfer, [])).toBe("911");
  const headers = [{ name: "Contact", value: "<sip:911@192.0.2.9>" }];
  const forward: SipMessage = { kind: "response", status: 302, reason: "Moved", headers, body: "" };
  expect(refusedEmergency(forward, [])).toBe("911");
});

test("what is none is handed on, and what is allowed", () => {
  for (const [method, uri] of [
    ["INVITE", "sip:1001@pbx"],
    ["INVITE", "sip:2125550911@pbx"],
    ["REGISTER", "sip:911@pbx"],
    ["BYE", "sip:911@pbx"],
  ] as const) {
    expect(refusedEmergency(request(method, uri, { To: "<sip:1@pbx>" }), [])).toBeUndefined();
  }
  expect(refusedEmergency(request("INVITE", "sip:933@pbx"), ["933"])).toBeUndefined();
  expect(refusedEmergency(request("INVITE", "sip:911@pbx"), ["933"])).toBe("911");
});
