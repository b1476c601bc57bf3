import { expect, test } from "vitest";
import { checkCall, checkIncoming } from "../../../../sim/scenario/expectations/call.js";
import type { SceneEvidence } from "../../../../sim/scenario/expectations/check.js";
import { checkContacts } from "../../../../sim/scenario/expectations/contacts.js";
import { checkFarEnd } from "../../../../sim/scenario/expectations/far-end.js";
import type { BackendEvent, CallState, HandsetEvent } from "../../../../sim/transcript/event.js";
import { logOf, phoneAfter, setup, tell } from "../phone-events.js";

function scene(log = logOf(), contacts: SceneEvidence["contacts"] = {}): SceneEvidence {
  return { setup, events: log.all(), sinceDial: log.sinceDial(), contacts, findings: [] };
}

const call = (
  state: CallState,
  more: Partial<Extract<HandsetEvent, { type: "call" }>> = {},
): HandsetEvent => ({
  type: "call",
  call: "help",
  direction: "outgoing",
  state,
  number: "911",
  ...more,
});

const delivered = (more: Partial<Extract<BackendEvent, { type: "psap" }>> = {}): BackendEvent => ({
  type: "psap",
  number: "911",
  callerId: "2125550100",
  location: "new-york",
  state: "answered",
  farEnd: "psap",
  trunk: "emergency",
  ...more,
});

test("a call is judged by the last that happened to it", () => {
  const log = logOf({ ...call("dialling"), phone: "a" }, { ...call("failed", { status: 403 }), phone: "a" });
  expect(checkCall({ call: "help", state: "failed", status: 403 }, scene(log)).met).toBe(true);
  expect(checkCall({ call: "help", state: "answered" }, scene(log))).toEqual({
    met: false,
    expected: "call help answered",
    seen: "call help failed with 403",
  });
  expect(checkCall({ call: "help", status: 404 }, scene(log)).met).toBe(false);
  expect(checkCall({ call: "other", state: "failed" }, scene(log)).seen).toBe("call other was not placed");
});

test("the far side of a call is not mistaken for the call", () => {
  const log = logOf({ ...call("answered", { direction: "incoming" }), phone: "b" });
  expect(checkCall({ call: "help", state: "answered" }, scene(log)).met).toBe(false);
});

test("an incoming call is told by who calls and its state", () => {
  const evidence = phoneAfter(call("ringing", { direction: "incoming", number: "1001", call: "in-1" }));
  expect(checkIncoming({ from: "1001", state: "ringing" }, evidence).met).toBe(true);
  expect(checkIncoming({ from: "1002", state: "ringing" }, evidence)).toMatchObject({
    met: false,
    seen: "incoming call from 1001 ringing",
  });
  expect(checkIncoming("none", evidence).met).toBe(false);
  expect(checkIncoming("none", phoneAfter(call("ringing"))).met).toBe(true);
});

test("the PSAP must have been told all of it in one call", () => {
  const evidence = scene(
    logOf(
      delivered({ location: "chicago" }),
      delivered({ callerId: "3125550100" }),
      delivered({ farEnd: "carrier" }),
    ),
  );
  expect(checkFarEnd("psap", { location: "chicago" }, evidence).met).toBe(true);
  expect(checkFarEnd("psap", { location: "chicago", callerId: "3125550100" }, evidence)).toMatchObject({
    met: false,
    expected: "the PSAP received a call from 3125550100 (chicago)",
  });
  expect(checkFarEnd("carrier", { number: "911" }, evidence).met).toBe(true);
  expect(checkFarEnd("psap", "none", evidence).met).toBe(false);
});

test("a call at the carrier did not reach the PSAP, nor the other way round", () => {
  const atCarrier = scene(logOf(delivered({ farEnd: "carrier" })));
  expect(checkFarEnd("psap", "none", atCarrier).met).toBe(true);
  expect(checkFarEnd("psap", {}, atCarrier).met).toBe(false);
  expect(checkFarEnd("carrier", "none", scene(logOf(delivered()))).met).toBe(true);
});

test("only what came after the last dial counts, and an end is no delivery", () => {
  const log = logOf(delivered());
  log.markDial();
  tell(log, delivered({ state: "ended" }));
  expect(checkFarEnd("psap", "none", scene(log)).met).toBe(true);
  expect(checkFarEnd("psap", {}, scene(log))).toMatchObject({ met: false, seen: "no call reached the PSAP" });
  tell(log, delivered());
  expect(checkFarEnd("psap", {}, scene(log)).met).toBe(true);
});

test("contacts are counted for each extension that is named", () => {
  expect(checkContacts({ "1001": 0, "9000": 3 }, scene(logOf(), { "1001": 0, "9000": 3 })).met).toBe(true);
  expect(checkContacts({ "9000": 3 }, scene(logOf(), { "9000": 4 }))).toEqual({
    met: false,
    expected: "contacts 9000: 3",
    seen: "contacts 9000: 4",
  });
});
