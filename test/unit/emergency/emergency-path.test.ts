import { expect, test } from "vitest";
import { z } from "zod";
import { BackendNow } from "../../../sim/emergency/backend-now.js";
import type { DeskNow } from "../../../sim/emergency/desk-now.js";
import { emergencyPath } from "../../../sim/emergency/emergency-path.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { type Route, type Setup, setupFileSchema, type Trunk } from "../../../sim/model/setup/setup.js";
import { applySetupChanges } from "../../../sim/model/setup/setup-changes.js";
import type { EventBody } from "../../../sim/transcript/event.js";
import type { HandsetView } from "../../../sim/transcript/handset-view.js";
import { secretPrint } from "../../../sim/transcript/secret-print.js";
import { desk } from "../reports/tui/sample-fleet.js";

const mondayNoon = Date.parse("2026-11-30T12:00:00Z");
const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());

const mac = "0015650000aa";
const bound9000: EventBody = { type: "contact", extension: "9000", mac, bound: true };

/** A lobby phone in New York that is registered as the placeholder. */
function lobby(view: Partial<HandsetView> = {}, change: Partial<Omit<DeskNow, "view">> = {}): DeskNow {
  return {
    view: desk("lobby", { mac, address: "127.10.0.7", ...view }),
    backend: backendAfter([{ type: "contact", extension: "9000", mac, bound: true }]),
    ...{ setup, number: "911", heldSecret: secretPrint(account9000().secret) },
    ...change,
  };
}

function backendAfter(events: readonly EventBody[], shows = { contacts: true, dialPlan: true }): BackendNow {
  const backend = new BackendNow(shows, () => mondayNoon);
  for (const [seq, event] of events.entries()) backend.add({ seq, atMs: seq, ...event });
  return backend;
}

const pathOf = (now: DeskNow): object => emergencyPath(now).view;

test.each<[string, Partial<HandsetView>, string, string, string?]>([
  ["registered, place known", {}, "good", ""],
  ["off", { state: "OFF" }, "none", "no power", "E1"],
  ["booting", { state: "BOOT" }, "none", "booting", "E1"],
  ["blank", { state: "BLANK", extension: undefined }, "none", "no account", "E2"],
  ["wrong credentials", { registration: "rejected" }, "none", "the PBX rejects its credentials", "E5"],
  ["no answer", { registration: "failing" }, "none", "the PBX does not answer", "E4"],
  ["placeholder full", { registration: "refused" }, "degraded", "not registered: no call-back", "E9"],
  [
    "placeholder full, must register",
    { registration: "refused", callWithoutRegistration: false },
    "none",
    "not registered: the phone does not dial",
    "E5",
  ],
  ["place unknown", { location: undefined }, "degraded", "the desk's location is not known", "E8"],
])("%s", (_what, change, path, missing, link) => {
  expect(pathOf(lobby(change))).toEqual({ path, missing, ...(link === undefined ? {} : { link }) });
});

test("what the backend tells breaks links that the phone cannot see", () => {
  const without9000 = { ...setup, extensions: { ...setup.extensions } };
  delete without9000.extensions["9000"];
  const limited: Setup = {
    ...setup,
    extensions: { ...setup.extensions, "9000": { ...account9000(), outboundConcurrencyLimit: 1 } },
  };
  const bound: EventBody = { type: "contact", extension: "9000", mac, bound: true };
  const calling: EventBody = {
    type: "outside-calls",
    extension: "9000",
    running: 1,
    channels: { main: 1 },
  };
  const cases: [Partial<DeskNow>, object][] = [
    [
      { backend: backendAfter([bound, { type: "outage", of: "backend", on: true }]) },
      { path: "none", link: "E4" },
    ],
    [
      { backend: backendAfter([bound, { type: "outage", of: "pbx", on: true }]) },
      { path: "none", link: "E4" },
    ],
    [
      { backend: backendAfter([bound, { type: "outage", of: "sip", on: true }]) },
      { path: "none", link: "E4" },
    ],
    [{ setup: without9000 }, { path: "none", link: "E5", missing: "the PBX does not know extension 9000" }],
    [{ heldSecret: secretPrint("another") }, { path: "none", link: "E5" }],
    [
      { setup: limited, backend: backendAfter([bound, calling]) },
      { path: "none", link: "E7" },
    ],
    [{ setup: limited, backend: backendAfter([bound]) }, { path: "good" }],
    [{ backend: backendAfter([]) }, { path: "degraded", link: "E9" }],
    [{ backend: backendAfter([bound, { ...bound, bound: false }]) }, { path: "degraded", link: "E9" }],
    [
      { backend: backendAfter([bound], { contacts: true, dialPlan: false }) },
      { path: "unknown", link: "E6", missing: "the routes of the PBX are not known" },
    ],
    [{ backend: backendAfter([], { contacts: false, dialPlan: true }) }, { path: "unknown", link: "E9" }],
  ];
  for (const [change, path] of cases) expect(pathOf(lobby({}, change))).toMatchObject(path);
});

test("a ban of its site or its address takes 911 from a desk for its time, unless the address is never banned (EH-6)", () => {
  const watchful: Setup = {
    ...setup,
    intrusionDetection: { enabled: true, maxRetry: 3, findTime: 600, banTime: 1, allow: [] },
  };
  const banned = (ban: { location: string } | { address: string }) =>
    pathOf(
      lobby({}, { setup: watchful, backend: backendAfter([bound9000, { type: "ban", seconds: 1, ...ban }]) }),
    );
  const none = { path: "none", link: "E4", missing: "its address is banned (intrusion detection)" };
  expect(banned({ location: "new-york" })).toEqual(none);
  expect(banned({ address: "127.10.0.7" })).toEqual(none);
  expect(banned({ location: "chicago" })).toMatchObject({ path: "good" });
  const allowed = {
    ...watchful,
    intrusionDetection: { enabled: true, maxRetry: 3, findTime: 600, banTime: 1, allow: ["127.10.0.0/16"] },
  };
  const backend = backendAfter([bound9000, { type: "ban", seconds: 1, location: "new-york" }]);
  expect(pathOf(lobby({}, { setup: allowed, backend }))).toMatchObject({ path: "good" });
  backend.add({ seq: 9, atMs: 1001, type: "note", text: "later" });
  expect(pathOf(lobby({}, { setup: watchful, backend }))).toMatchObject({ path: "good" });
});

test("what a call-back rings is asked of the inbound routes, where there are some (E9)", () => {
  const routed = (extension: string): Setup => ({
    ...setup,
    inboundRoutes: [{ did: "2125550100", extension, description: undefined }],
  });
  expect(pathOf(lobby({}, { setup: routed("9000") }))).toMatchObject({ path: "good" });
  expect(pathOf(lobby({}, { setup: routed("2000") }))).toMatchObject({ path: "degraded", link: "E9" });
  const staffed = backendAfter([
    bound9000,
    { type: "contact", extension: "2000", mac: "001565000001", bound: true },
  ]);
  expect(pathOf(lobby({}, { setup: routed("2000"), backend: staffed }))).toMatchObject({ path: "good" });
  const muted = backendAfter([bound9000, { type: "features", extension: "9000", doNotDisturb: true }]);
  expect(pathOf(lobby({}, { setup: routed("9000"), backend: muted }))).toMatchObject({
    ...{ path: "degraded", link: "E9" },
    missing: "a call-back to 2125550100 is refused: 9000 does not want to be disturbed",
  });
  const elsewhere: Setup = {
    ...setup,
    inboundRoutes: [{ did: "9995550100", extension: "9000", description: undefined }],
  };
  expect(pathOf(lobby({}, { setup: elsewhere }))).toMatchObject({
    ...{ path: "degraded", link: "E9" },
    missing: "no inbound route for 2125550100: a call-back rings nobody",
  });
  const content = applySetupChanges(z.encode(setupFileSchema, routed("2000")), {
    extensions: { "2000": { "device-user": "none" } },
  });
  expect(pathOf(lobby({}, { setup: setupFileSchema.parse(content) }))).toMatchObject({
    ...{ path: "degraded", link: "E9" },
    missing:
      "the inbound route for 2125550100 leads nowhere (nobody is logged on at the device 2000: no call is for it): a call-back rings nobody",
  });
});

test("a phone that does not answer OPTIONS is not rung by a call-back, be it this one or the one that it is for (E9, PBX-47)", () => {
  const lost = (extension: string, of = mac): EventBody => ({
    ...{ type: "qualified", extension, mac: of, reachable: false },
  });
  expect(pathOf(lobby({}, { backend: backendAfter([bound9000, lost("9000")]) }))).toEqual({
    ...{ path: "degraded", link: "E9" },
    missing: "the phone does not answer the PBX's OPTIONS: no call-back",
  });
  const again: EventBody = { type: "qualified", extension: "9000", mac, reachable: true };
  expect(pathOf(lobby({}, { backend: backendAfter([bound9000, lost("9000"), again]) }))).toMatchObject({
    path: "good",
  });
  // Who unregisters is lost no more: nothing is known of the phone when it is back.
  const gone = { ...bound9000, bound: false };
  const back = backendAfter([bound9000, lost("9000"), gone, bound9000]);
  expect([back.isLost(mac, "9000"), back.isRung("9000")]).toEqual([false, true]);
  expect(pathOf(lobby({}, { backend: back }))).toMatchObject({ path: "good" });
  const routed = {
    ...setup,
    inboundRoutes: [{ did: "2125550100", extension: "2000", description: undefined }],
  };
  const reception = "001565000001";
  const staffed: EventBody = { type: "contact", extension: "2000", mac: reception, bound: true };
  const toNobody = backendAfter([bound9000, staffed, lost("2000", reception)]);
  expect(pathOf(lobby({}, { setup: routed, backend: toNobody }))).toMatchObject({
    ...{ path: "degraded", link: "E9" },
    missing: "a call-back to 2125550100 is for 2000, and no phone that is registered as it can be rung",
  });
  // Another phone of the extension is as good.
  const second = { ...staffed, mac: "001565000002" };
  const toAnother = backendAfter([bound9000, staffed, second, lost("2000", reception)]);
  expect(pathOf(lobby({}, { setup: routed, backend: toAnother }))).toMatchObject({ path: "good" });
});

test("nobody calls an emergency device back unless an inbound route says who is rung (E9, PBX-99)", () => {
  const device = {
    ...{ name: "Lobby, 1st floor", role: "emergency-device", secret: "s3cret-70911" },
    "emergency-cid": "2125550100",
  };
  const content = applySetupChanges(z.encode(setupFileSchema, setup), { extensions: { "70911": device } });
  const withDevice = setupFileSchema.parse(content);
  const atDevice = (changed: Setup) =>
    lobby(
      { extension: "70911" },
      { setup: changed, heldSecret: secretPrint("s3cret-70911"), backend: staffed },
    );
  const staffed = backendAfter([
    { type: "contact", extension: "70911", mac, bound: true },
    { type: "contact", extension: "2000", mac: "001565000001", bound: true },
  ]);
  expect(pathOf(atDevice(withDevice))).toMatchObject({
    ...{ path: "degraded", link: "E9" },
    missing: "nobody can call an emergency device, and no inbound route says who is called back",
  });
  const inboundRoutes = [{ did: "2125550100", extension: "2000", description: undefined }];
  expect(pathOf(atDevice({ ...withDevice, inboundRoutes }))).toMatchObject({ path: "good" });
});

test("a device without a user has no path: its route is not even looked for (E6, PBX-100)", () => {
  const extensions = { ...setup.extensions, "9000": { ...account9000(), deviceUser: "none" as const } };
  expect(pathOf(lobby({}, { setup: { ...setup, extensions } }))).toMatchObject({
    ...{ path: "none", link: "E6" },
    missing: "an announcement answers: nobody is logged on at the device 9000: it can call nothing",
  });
});

test("a notice that the last route of the list lets down degrades the path (E10, PBX-98)", () => {
  const [emergency, ...others] = setup.routes;
  if (!emergency) throw new Error("the setup has an emergency route");
  const notify = { to: ["guard@example.com"], on: "call" } as const;
  const told: Setup = {
    ...setup,
    routes: [{ ...emergency, notify: { ...notify, to: [...notify.to] } }, ...others],
  };
  expect(pathOf(lobby({}, { setup: told }))).toMatchObject({ path: "degraded", link: "E10" });
  const early: Setup = {
    ...setup,
    routes: [{ ...emergency, notify: { to: [...notify.to], on: "pattern" } }, ...others],
  };
  expect(pathOf(lobby({}, { setup: early }))).toMatchObject({ path: "good" });
});

test("a route without a notice degrades the path where others have one; where none has, the audit says it (E10, EH-18)", () => {
  const [emergency, ...others] = setup.routes;
  if (!emergency) throw new Error("the setup has an emergency route");
  expect(setup.routes.some(({ notify }) => notify !== undefined)).toBe(false);
  expect(pathOf(lobby())).toMatchObject({ path: "good" });
  const abroad = { ...emergency, name: "Abroad", type: "normal" as const, patterns: ["011."] };
  const told = { ...abroad, notify: { to: ["fraud@example.com"], on: "pattern" as const } };
  expect(pathOf(lobby({}, { setup: { ...setup, routes: [emergency, told, ...others] } }))).toEqual({
    ...{ path: "degraded", link: "E10" },
    missing: 'route "Emergency" sends no notice, while "Abroad" does',
  });
});

test("Match (Permit) of another extension over the desk's address breaks it (PBX-71)", () => {
  const matched: Setup = {
    ...setup,
    extensions: { ...setup.extensions, "9000": { ...account9000(), matchPermit: ["127.10.0.0/16"] } },
  };
  expect(pathOf(lobby({ extension: "1001" }, { setup: matched, heldSecret: undefined }))).toMatchObject({
    ...{ path: "none", link: "E5" },
    missing: "the PBX takes it for 9000, by its address (Match (Permit))",
  });
});

test("an emergency call that the PSAP took is a path, whatever becomes of its account meanwhile (emergency.md §6)", () => {
  const call = { call: "help", direction: "outgoing", number: "911", state: "answered" } as const;
  const inCall = lobby({ registration: "failing", calls: [{ ...call, reachedPsap: true }] });
  expect(pathOf(inCall)).toEqual({ path: "good", missing: "" });
  // Answered by an announcement: the PSAP knows nothing of it (PBX-84).
  expect(pathOf(lobby({ registration: "failing", calls: [call] }))).toMatchObject({ path: "none" });
});

test("a blank desk whose location is signed for says by whom", () => {
  const signed: Setup = {
    ...setup,
    acceptNoEmergency: [{ desk: "new-york", reason: "a phone in the hall", by: "J. Doe" }],
  };
  const blank: Partial<HandsetView> = { state: "BLANK", extension: undefined };
  expect(pathOf(lobby(blank, { setup: signed }))).toMatchObject({ accepted: "J. Doe: a phone in the hall" });
  expect(pathOf(lobby({ ...blank, location: "boston" }, { setup: signed }))).not.toHaveProperty("accepted");
  expect(pathOf(lobby({ state: "BOOT" }, { setup: signed }))).not.toHaveProperty("accepted");
});

test("who only thinks that the PBX is silent may be wrong by now, and that is said", () => {
  expect(emergencyPath(lobby({ registration: "failing" })).byPhoneAlone).toBe(true);
  const down = backendAfter([{ type: "outage", of: "backend", on: true }]);
  expect(emergencyPath(lobby({ registration: "failing" }, { backend: down })).byPhoneAlone).toBe(false);
});

function account9000(): Setup["extensions"][string] {
  const account = setup.extensions["9000"];
  if (!account) throw new Error("the setup has a placeholder");
  return account;
}

test("a number without a route, or whose route ends at the carrier, does not reach the PSAP", () => {
  expect(pathOf(lobby({}, { number: "112" }))).toEqual({
    path: "none",
    link: "E6",
    missing: "no route for 112",
  });
  expect(pathOf(lobby({}, { number: "2125550188" }))).toMatchObject({ path: "none", link: "E6" });
});

test.each<[string, Partial<Route>, Partial<Trunk>, string]>([
  ["a PIN set", { pinSet: "abroad" }, {}, 'route "Emergency" asks for a PIN or a password'],
  ["a password", { password: "5309" }, {}, 'route "Emergency" asks for a PIN or a password'],
  ["a disabled trunk", {}, { disabled: true }, "an announcement answers"],
  ["a time group that is closed", { timeGroup: "never" }, {}, "no route for 911"],
])("%s on the way of 911 breaks it (PBX-88 to PBX-90)", (_what, route, trunk, missing) => {
  const [emergency, ...others] = setup.routes;
  const known = setup.trunks["emergency"];
  if (!emergency || !known) throw new Error("the setup has an emergency route and its trunk");
  const careless = {
    ...setup,
    routes: [{ ...emergency, ...route }, ...others],
    trunks: { ...setup.trunks, emergency: { ...known, ...trunk } },
    timeGroups: { never: { ranges: ["*|*|30|feb"], timeZone: undefined } },
  };
  const path = pathOf(lobby({}, { setup: careless }));
  expect(path).toMatchObject({ path: "none", link: "E6", missing: expect.stringContaining(missing) });
});
