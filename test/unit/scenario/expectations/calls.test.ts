import { expect, test } from "vitest";
import type { z } from "zod";
import type { BackendEvent } from "../../../../sim/model/control/backend-event.js";
import { checkAnnouncement } from "../../../../sim/scenario/expectations/announcement.js";
import { checkContacts } from "../../../../sim/scenario/expectations/contacts.js";
import { incoming } from "../../../../sim/scenario/expectations/incoming.js";
import { state } from "../../../../sim/scenario/expectations/state.js";
import { status } from "../../../../sim/scenario/expectations/status.js";
import { checkFarEnd } from "../../../../sim/scenario/judging/far-end.js";
import type { Field } from "../../../../sim/scenario/judging/field.js";
import type { CallState, HandsetEvent } from "../../../../sim/transcript/event.js";
import { judged, logOf, phoneAfter, tell } from "../phone-events.js";

/** What a field says of the call `help` after these events. */
function onCall<Schema extends z.ZodType>(
  field: Field<Schema>,
  expected: z.output<Schema>,
  ...events: Parameters<typeof tell>[1][]
) {
  return field.ofCall?.(expected, logOf(...events).call("help"));
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
  const events: Parameters<typeof tell>[1][] = [
    { ...call("dialling"), phone: "a" },
    { ...call("failed", { status: 403 }), phone: "a" },
  ];
  expect(onCall(state, "failed", ...events)?.met).toBe(true);
  expect(onCall(status, 403, ...events)?.met).toBe(true);
  expect(onCall(state, "answered", ...events)).toEqual({
    met: false,
    expected: "call help answered",
    seen: "call help failed with 403",
  });
  expect(onCall(status, 404, ...events)?.met).toBe(false);
  expect(onCall(state, "failed", { ...call("failed", { call: "other" }), phone: "a" })?.seen).toBe(
    "call help was not placed",
  );
});

test("a call that a group dials must hold on each of its phones", () => {
  const events: Parameters<typeof tell>[1][] = [
    { ...call("failed", { status: 403 }), phone: "a" },
    { ...call("answered"), phone: "b" },
  ];
  expect(onCall(state, "answered", ...events)).toEqual({
    met: false,
    expected: "call help answered",
    seen: "call help failed with 403, call help answered",
  });
  expect(onCall(state, "answered", { ...call("answered"), phone: "a" }, ...events.slice(1))?.met).toBe(true);
});

test("the far side of a call is not mistaken for the call", () => {
  const far = { ...call("answered", { direction: "incoming" }), phone: "b" };
  expect(onCall(state, "answered", far)?.met).toBe(false);
});

test("an incoming call is described by its caller and its state", () => {
  const evidence = phoneAfter(call("ringing", { direction: "incoming", number: "1001", call: "in-1" }));
  expect(judged(incoming, { from: "1001", state: "ringing" }, evidence).met).toBe(true);
  expect(judged(incoming, { from: "1002", state: "ringing" }, evidence)).toMatchObject({
    met: false,
    seen: "incoming call from 1001 ringing",
  });
  expect(judged(incoming, "none", evidence).met).toBe(false);
  expect(judged(incoming, "none", phoneAfter(call("ringing"))).met).toBe(true);
});

test("the PSAP must have received all of it in one call", () => {
  const evidence = logOf(
    delivered({ location: "chicago" }),
    delivered({ callerId: "3125550100" }),
    delivered({ farEnd: "carrier" }),
  ).farEnds();
  expect(checkFarEnd("psap", { location: "chicago" }, evidence).met).toBe(true);
  expect(checkFarEnd("psap", { location: "chicago", callerId: "3125550100" }, evidence)).toMatchObject({
    met: false,
    expected: "the PSAP received a call from 3125550100 (chicago)",
  });
  expect(checkFarEnd("carrier", { number: "911" }, evidence).met).toBe(true);
  expect(checkFarEnd("psap", "none", evidence).met).toBe(false);
});

test("the trunk counts, and is told, where it is asked for", () => {
  const evidence = logOf(delivered({ trunk: "spare" })).farEnds();
  expect(checkFarEnd("psap", { trunk: "spare" }, evidence).met).toBe(true);
  expect(checkFarEnd("psap", { trunk: "main" }, evidence)).toMatchObject({
    met: false,
    expected: "the PSAP received a call by trunk main",
    seen: expect.stringMatching(/ by trunk spare$/),
  });
  expect(checkFarEnd("psap", "none", evidence).seen).not.toContain("spare");
});

test("a call at the carrier did not reach the PSAP, nor the other way round", () => {
  const atCarrier = logOf(delivered({ farEnd: "carrier" })).farEnds();
  expect(checkFarEnd("psap", "none", atCarrier).met).toBe(true);
  expect(checkFarEnd("psap", {}, atCarrier).met).toBe(false);
  expect(checkFarEnd("carrier", "none", logOf(delivered()).farEnds()).met).toBe(true);
});

test("a caller id that the PSAP has no address for is expected by `location: null`", () => {
  const unknown = logOf(delivered({ location: undefined })).farEnds();
  expect(checkFarEnd("psap", { location: null }, unknown).met).toBe(true);
  expect(checkFarEnd("psap", { location: null }, logOf(delivered()).farEnds())).toMatchObject({
    met: false,
    expected: "the PSAP received a call (location unknown)",
  });
});

test("what is read back to a test call, and what came with it, is expected in words", () => {
  const readBack = { number: "2125550100", location: "100 Example Street" };
  const evidence = logOf(delivered({ number: "933", readBack, sentLocation: "Annex" })).farEnds();
  const met = (expected: Parameters<typeof checkFarEnd>[1], of = evidence) =>
    checkFarEnd("psap", expected, of).met;
  expect(met({ readBack })).toBe(true);
  expect(met({ readBack: { location: "100 Example Street" }, sentLocation: "Annex" })).toBe(true);
  expect(met({ readBack: null })).toBe(false);
  expect(met({ sentLocation: null })).toBe(false);
  expect(checkFarEnd("psap", { readBack: { number: "3125550100" } }, evidence)).toMatchObject({
    met: false,
    expected: "the PSAP received a call, reads back 3125550100",
    seen: expect.stringMatching(/, sent from Annex, reads back 2125550100, 100 Example Street$/),
  });
  const plain = logOf(delivered()).farEnds();
  expect(met({ readBack: null, sentLocation: null }, plain)).toBe(true);
  expect(met({ readBack: { number: "2125550100" } }, plain)).toBe(false);
  expect(met({ sentLocation: "Annex" }, plain)).toBe(false);
  const faulty = logOf(delivered({ locationFault: "no XML" })).farEnds();
  expect(checkFarEnd("psap", "none", faulty).seen).toMatch(/, whose location cannot be read: no XML$/);
});

test("only what came after the last dial counts, and an end is not a delivery", () => {
  const log = logOf(delivered());
  log.markDial();
  tell(log, delivered({ state: "ended" }));
  expect(checkFarEnd("psap", "none", log.farEnds()).met).toBe(true);
  expect(checkFarEnd("psap", {}, log.farEnds())).toMatchObject({
    met: false,
    seen: "no call reached the PSAP",
  });
  tell(log, delivered());
  expect(checkFarEnd("psap", {}, log.farEnds()).met).toBe(true);
});

test("what the PBX announces since the last dial is told by what it says", () => {
  const log = logOf({ type: "announcement", extension: "9000", number: "911", says: "all-busy" });
  const heard = log.announcements();
  expect(checkAnnouncement("all-busy", heard).met).toBe(true);
  expect(checkAnnouncement("call-limit", heard)).toEqual({
    met: false,
    expected: "announcement call-limit (the Outbound Concurrency Limit of the extension is reached)",
    seen: "announcement all-busy to 9000 for 911",
  });
  expect(checkAnnouncement("none", heard).met).toBe(false);
  log.markDial();
  expect(checkAnnouncement("none", log.announcements()).met).toBe(true);
  expect(checkAnnouncement("all-busy", log.announcements()).seen).toBe("no announcement");
});

test("contacts are counted for each extension that is named", () => {
  expect(checkContacts({ "1001": 0, "9000": 3 }, { "1001": 0, "9000": 3 }).met).toBe(true);
  expect(checkContacts({ "9000": 3 }, { "9000": 4 })).toEqual({
    met: false,
    expected: "contacts 9000: 3",
    seen: "contacts 9000: 4",
  });
});
