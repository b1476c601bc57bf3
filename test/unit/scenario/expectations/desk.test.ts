import { expect, test } from "vitest";
import { beeped } from "../../../../sim/scenario/expectations/beeped.js";
import { canCallEmergency } from "../../../../sim/scenario/expectations/can-call-emergency.js";
import { history } from "../../../../sim/scenario/expectations/history.js";
import { invites } from "../../../../sim/scenario/expectations/invites.js";
import { rebooted } from "../../../../sim/scenario/expectations/rebooted.js";
import { registered } from "../../../../sim/scenario/expectations/registered.js";
import { registration } from "../../../../sim/scenario/expectations/registration.js";
import { server } from "../../../../sim/scenario/expectations/server.js";
import { state } from "../../../../sim/scenario/expectations/state.js";
import { status } from "../../../../sim/scenario/expectations/status.js";
import type { EmergencyPathView } from "../../../../sim/transcript/emergency-path-view.js";
import type { HandsetEvent } from "../../../../sim/transcript/event.js";
import { configOf, judged, phoneAfter } from "../phone-events.js";

const ready: HandsetEvent = { type: "state", state: "READY", reason: "x" };
const registeredAs = (extension: string): HandsetEvent => ({
  type: "registration",
  state: "registered",
  extension,
  status: 200,
});

test("a desk's state tells user and placeholder apart by the setup", () => {
  const placeholder = phoneAfter(ready, configOf("9000"));
  expect(judged(state, "PLACEHOLDER", placeholder).met).toBe(true);
  expect(judged(state, "READY", placeholder).met).toBe(true);
  expect(judged(state, "USER", placeholder)).toMatchObject({
    met: false,
    expected: "state USER",
    seen: expect.stringContaining("state PLACEHOLDER"),
  });
  expect(judged(state, "USER", phoneAfter(ready, configOf("1001"))).met).toBe(true);
  expect(judged(state, "OFF", phoneAfter()).met).toBe(true);
});

test("registered means that extension and no other", () => {
  const evidence = phoneAfter(configOf("9000"), registeredAs("9000"));
  expect(judged(registered, "9000", evidence).met).toBe(true);
  expect(judged(registered, "1001", evidence)).toEqual({
    met: false,
    expected: "registered as 1001",
    seen: "registered as 9000 (200)",
  });
  expect(judged(registered, false, evidence).met).toBe(false);
  expect(judged(registered, false, phoneAfter()).met).toBe(true);
});

test("the server is compared by its host", () => {
  const evidence = phoneAfter(configOf("1001", { server: "pbx.example.com:5062" }));
  expect(judged(server, "pbx.example.com", evidence).met).toBe(true);
  expect(judged(server, "127.0.0.1", evidence)).toEqual({
    met: false,
    expected: "SIP server 127.0.0.1",
    seen: "SIP server pbx.example.com",
  });
  expect(judged(server, "127.0.0.1", phoneAfter(configOf(undefined))).seen).toBe("no SIP server");
});

test("the history is compared as a whole, and ends where it was erased", () => {
  const call = (name: string, number: string): HandsetEvent => ({
    type: "call",
    call: name,
    direction: "outgoing",
    state: "dialling",
    number,
  });
  expect(judged(history, ["1002", "911"], phoneAfter(call("a", "1002"), call("b", "911"))).met).toBe(true);
  expect(judged(history, [], phoneAfter(call("a", "1002")))).toEqual({
    met: false,
    expected: "call history none",
    seen: "call history 1002",
  });
  const erased = phoneAfter(call("a", "1002"), { type: "history-erased", reason: "another user" });
  expect(judged(history, [], erased).met).toBe(true);
});

test("403 and a message on the screen are seen in the registration", () => {
  const evidence = phoneAfter(
    configOf("9000"),
    { type: "registration", state: "refused", extension: "9000", status: 403 },
    { type: "screen", screen: { kind: "text", title: "Login", text: "Login failed", softkeys: [] } },
  );
  expect(judged(registration, "refused", evidence).met).toBe(true);
  expect(judged(status, 403, evidence).met).toBe(true);
  expect(judged(status, 401, evidence).met).toBe(false);
  expect(judged(registered, "9000", evidence).seen).toBe(
    'refused as 9000 (403), screen "Login: Login failed"',
  );
});

test("a reboot counts, a start by power does not", () => {
  const power: HandsetEvent = { type: "boot", cause: "power", reason: "power on", askedBy: "hand" };
  const reboot: HandsetEvent = {
    type: "boot",
    cause: "reboot",
    reason: "an app asked for it",
    askedBy: "app",
  };
  expect(judged(rebooted, false, phoneAfter(power)).met).toBe(true);
  expect(judged(rebooted, true, phoneAfter(power)).met).toBe(false);
  expect(judged(rebooted, true, phoneAfter(power, reboot)).met).toBe(true);
  expect(judged(rebooted, false, phoneAfter(reboot))).toMatchObject({
    met: false,
    seen: "rebooted: an app asked for it",
  });
});

test("beeps and calls that leave are counted, copies and repeats with credentials are not", () => {
  const invite = (callId: string, repeat: boolean): HandsetEvent => ({
    type: "sip",
    direction: "sent",
    peer: "127.0.0.1:5060",
    protocol: "udp",
    startLine: "INVITE sip:911@127.0.0.1 SIP/2.0",
    cseq: "1 INVITE",
    callId,
    repeat,
    text: "",
  });
  expect(judged(beeped, true, phoneAfter({ type: "beep" })).met).toBe(true);
  expect(judged(beeped, false, phoneAfter({ type: "beep" })).met).toBe(false);
  expect(judged(invites, 0, phoneAfter()).met).toBe(true);
  expect(judged(invites, 1, phoneAfter(invite("a", false), invite("a", true), invite("a", false))).met).toBe(
    true,
  );
  expect(judged(invites, 0, phoneAfter(invite("a", false)))).toMatchObject({ met: false, seen: "1" });
});

test("whether a desk can call 911 is judged by its path; what is unknown is neither", () => {
  const path = (now: EmergencyPathView): HandsetEvent => ({ type: "emergency-path", number: "911", ...now });
  const none = path({ path: "none", link: "E2", missing: "no account" });
  expect(judged(canCallEmergency, true, phoneAfter(path({ path: "good", missing: "" }))).met).toBe(true);
  expect(judged(canCallEmergency, true, phoneAfter(path({ path: "degraded", missing: "x" }))).met).toBe(true);
  expect(judged(canCallEmergency, true, phoneAfter(none))).toMatchObject({
    met: false,
    expected: "can call 911",
    seen: "cannot call 911: no account",
  });
  expect(judged(canCallEmergency, false, phoneAfter(none)).met).toBe(true);
  for (const expected of [true, false])
    expect(judged(canCallEmergency, expected, phoneAfter()).met).toBe(false);
});
