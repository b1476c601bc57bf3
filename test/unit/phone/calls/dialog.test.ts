import { describe, expect, test } from "vitest";
import { addressOf, contactTarget, recordedRoutes } from "../../../../sim/phone/calls/dialog.js";
import type { SipResponse } from "../../../../sim/sip/message/message.js";

const response = (...headers: [string, string][]): SipResponse => ({
  kind: "response",
  status: 200,
  reason: "OK",
  headers: headers.map(([name, value]) => ({ name, value })),
  body: "",
});

const dialog = (target: string, routeSet: string[]) => ({ local: "", remote: "", target, routeSet });

describe("K22: the Request-URI and Route of RFC 3261 §12.2.1.1", () => {
  test.each([
    ["no route", [], "sip:a@b", []],
    ["a loose router", ["<sip:p1;lr>", "<sip:p2;lr>"], "sip:a@b", ["<sip:p1;lr>", "<sip:p2;lr>"]],
    ["a loose router with a value", ["<sip:p1;lr=on>"], "sip:a@b", ["<sip:p1;lr=on>"]],
    ["a strict router", ["<sip:p1>", "<sip:p2;lr>"], "sip:p1", ["<sip:p2;lr>", "<sip:a@b>"]],
    ["a strict router alone", ['"P" <sip:p_1:5070;x=1?h=v>;y'], "sip:p_1:5070;x=1", ["<sip:a@b>"]],
  ])("%s", (_what, routeSet, uri, routes) => {
    expect(addressOf(dialog("sip:a@b", routeSet))).toEqual({ uri, routes });
  });

  test("the target stays as it came", () => {
    const target = contactTarget(response(["Contact", "<sip:+358-555;postd=pp22@foo_1;x=%41>"])) ?? "";
    expect(addressOf(dialog(target, [])).uri).toBe("sip:+358-555;postd=pp22@foo_1;x=%41");
  });
});

test.each([
  ['<sip:a@b>;thinfo="VG8="', "sip:a@b"],
  ["<sip:PBX#1@127.0.0.1>", "sip:PBX#1@127.0.0.1"],
  ["<sip:a@b?Subject=x>", "sip:a@b"],
  ["<tel:+1>, sip:a@b;q=1", "sip:a@b"],
  ["<tel:+1>", undefined],
  ["*", undefined],
  ["", undefined],
])("a Contact of %s leads to %s", (value, target) => {
  expect(contactTarget(response(["Contact", value]))).toBe(target);
});

test("the routes of several Record-Routes, brackets or not, without what cannot be read", () => {
  const message = response(
    ["Record-Route", '<sip:p_1;lr>;x="a,b", sip:p2;lr'],
    ["Record-Route", "nonsense"],
    ["Record-Route", "<sip:p3;lr>;"],
  );
  expect(recordedRoutes(message)).toEqual(['<sip:p_1;lr>;x="a,b"', "<sip:p2;lr>", "<sip:p3;lr>"]);
});
