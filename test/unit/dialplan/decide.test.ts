import { describe, expect, it } from "vitest";
import { decide } from "../../../sim/dialplan/decide.js";
import {
  type DialRequest,
  type Features,
  noFeatures,
  noLoad,
  type OutboundCall,
} from "../../../sim/dialplan/decision.js";
import type { ExtensionSettings, Route, Setup, Trunk } from "../../../sim/model/setup/setup.js";
import { twoOffices } from "../backend/pbx/two-offices.js";

const outside = "3125551234";
const mondayNoon = Date.parse("2026-11-30T12:00:00Z");

function asked(caller: string, number: string, changes: Partial<Setup>, more: Partial<DialRequest> = {}) {
  const setup = twoOffices(changes);
  return decide({ setup, caller, address: undefined, number, epochMs: mondayNoon, load: noLoad, ...more });
}

/** The extension, the route, the announcement or the status that a call ends with. */
function decided(
  caller: string,
  number: string,
  changes: Partial<Setup> = {},
  more: Partial<DialRequest> = {},
) {
  const { end } = asked(caller, number, changes, more);
  switch (end.kind) {
    case "extension":
      return end.extension;
    case "outbound":
      return end.call.route.name;
    case "announcement":
      return end.says;
    case "refuse":
      return end.status;
  }
}

function outboundCall(
  caller: string,
  number: string,
  changes: Partial<Setup>,
  more: Partial<DialRequest> = {},
) {
  const { end } = asked(caller, number, changes, more);
  if (end.kind !== "outbound") throw new Error(`it does not leave: ${end.kind}`);
  return end.call;
}

function withRoutes(...changes: readonly Partial<Route>[]): Partial<Setup> {
  const [, outbound] = twoOffices().routes;
  if (!outbound) throw new Error("the setup has two routes");
  return { routes: changes.map((each, index) => ({ ...outbound, name: `Route ${index + 1}`, ...each })) };
}

function withExtension(number: string, changes: Partial<ExtensionSettings>): Partial<Setup> {
  const { extensions } = twoOffices();
  const extension = extensions[number];
  if (!extension) throw new Error(`${number} is not in the setup`);
  return { extensions: { ...extensions, [number]: { ...extension, ...changes } } };
}

function withTrunks(changes: Readonly<Record<string, Partial<Trunk>>>): Partial<Setup> {
  const { carrier } = twoOffices().trunks;
  if (!carrier) throw new Error("the setup has a carrier");
  return {
    trunks: Object.fromEntries(
      Object.entries(changes).map(([name, each]) => [name, { ...carrier, ...each }]),
    ),
  };
}

const sent = ({ attempts }: OutboundCall) => attempts.map(({ trunk, number }) => `${trunk} ${number}`);

describe("who may call what", () => {
  it("PBX-86: an extension, else the first route that matches, else 404", () => {
    expect(decided("1001", "1002")).toBe("1002");
    expect(decided("1001", "911")).toBe("Emergency");
    expect(decided("1001", outside)).toBe("Outbound");
    expect(decided("1001", "4711")).toBe(404);
    expect(decided("1001", "constructor")).toBe(404);
  });

  it("PBX-147: no feature code is offered, they are unknown numbers", () => {
    expect(decided("1001", "*97")).toBe(404);
    expect(decided("1001", "**1002")).toBe(404);
  });

  it.each([
    { level: "emergency", internal: 403, outbound: 403 },
    { level: "internal", internal: "1002", outbound: 403 },
    { level: "outbound", internal: 403, outbound: "Outbound" },
    { level: "full", internal: "1002", outbound: "Outbound" },
  ] as const)("HD-13: placeholder with $level", ({ level, internal, outbound }) => {
    const changes = { placeholderCalls: level };
    expect(decided("9000", "1002", changes)).toBe(internal);
    expect(decided("9000", outside, changes)).toBe(outbound);
    expect(decided("9000", "911", changes)).toBe("Emergency");
    expect(decided("9000", "933", changes)).toBe("Emergency");
    expect(decided("1001", outside, changes)).toBe("Outbound");
  });
});

// proves: PBX-85, PBX-87, PBX-88, PBX-111, EH-10
describe("the choice of a route", () => {
  it("PBX-85: the first in the list that takes the number, and within it the most specific pattern", () => {
    expect(decided("1001", "911", withRoutes({ patterns: ["9."] }, { patterns: ["911"] }))).toBe("Route 1");
    const patterns = [
      { match: "X.", prepend: "8" },
      { prefix: "9", match: "NXXXXXX" },
      { prefix: "9", match: "[2-4]XXXXXX", prepend: "1212" },
    ];
    const setup = withRoutes({ patterns });
    expect(sent(outboundCall("1001", "92345678", setup))).toEqual(["carrier 12122345678"]);
    expect(sent(outboundCall("1001", "95345678", setup))).toEqual(["carrier 5345678"]);
    expect(sent(outboundCall("1001", "15345678", setup))).toEqual(["carrier 815345678"]);
  });

  it("FI-13: a catch-all with a prefix above the emergency route takes 911 and sends 11", () => {
    const setup = withRoutes(
      { patterns: [{ prefix: "9", match: "." }] },
      { patterns: ["911"], type: "emergency" },
    );
    expect(sent(outboundCall("1001", "911", setup))).toEqual(["carrier 11"]);
  });

  it("FI-12: a pattern that is bound to a caller is none for others", () => {
    const setup = withRoutes({ patterns: [{ match: "NXXXXXX", caller: "9000" }] }, { patterns: ["NXXXXXX"] });
    expect(decided("9000", "5551234", { ...setup, placeholderCalls: "full" })).toBe("Route 1");
    expect(decided("1001", "5551234", setup)).toBe("Route 2");
  });

  it("PBX-88: a time group closes a route, an emergency route too, and the next one takes the call", () => {
    const timeGroups = {
      office: { ranges: ["08:00-18:00|mon-fri|*|*"], timeZone: "America/New_York" },
    };
    const setup = {
      ...withRoutes({ patterns: ["911"], type: "emergency", timeGroup: "office" }, { patterns: ["."] }),
      timeGroups,
    };
    const at = (time: string) => decided("1001", "911", setup, { epochMs: Date.parse(time) });
    expect(at("2026-11-30T13:00:00Z")).toBe("Route 1");
    expect(at("2026-11-30T12:59:59Z")).toBe("Route 2");
    expect(at("2026-11-29T17:00:00Z")).toBe("Route 2");
  });

  it("PBX-111: a route that is denied to the extension is skipped", () => {
    const routes = twoOffices().routes.map((each) => ({ ...each, deniedTo: ["1001"] }));
    expect(decided("1001", outside, { routes })).toBe(404);
    expect(decided("1002", outside, { routes })).toBe("Outbound");
  });
});

// proves: PBX-92
it("PBX-92: what the extension's own context denies reaches no route, 911 neither; others are not hit", () => {
  const setup = withExtension("9000", { deniedNumbers: ["9X1"] });
  expect(decided("9000", "911", setup)).toBe(403);
  expect(decided("9000", "933", setup)).toBe("Emergency");
  expect(decided("1001", "911", setup)).toBe("Emergency");
});

it("PBX-145: without call waiting a phone in a call makes the extension busy", () => {
  const load = { ...noLoad, inUse: (extension: string) => extension === "9000" };
  expect(decided("1001", "9000", {}, { load })).toBe("9000");
  expect(decided("1001", "9000", withExtension("9000", { callWaiting: false }), { load })).toBe(486);
  expect(decided("1001", "1002", withExtension("1002", { callWaiting: false }), { load })).toBe("1002");
});

// proves: PBX-86
describe("feature codes (PBX-146, PBX-147)", () => {
  const offered = { featureCodes: ["call-forward" as const, "do-not-disturb" as const] };
  const switched = (features: Partial<Features>) => ({
    load: {
      ...noLoad,
      features: (number: string) => (number === "9000" ? { ...noFeatures, ...features } : noFeatures),
    },
  });

  it.each([
    ["*722125550188", { forwardTo: "2125550188" }],
    ["*73", { forwardTo: undefined }],
    ["*78", { doNotDisturb: true }],
    ["*79", { doNotDisturb: false }],
  ])("%s is one, before every route", (number, change) => {
    const catchAll = withRoutes({ patterns: ["."] });
    const setup = { ...catchAll, ...offered };
    expect(asked("1001", number, setup).end).toMatchObject({
      ...{ says: "feature-code", sets: { extension: "1001", change } },
    });
    expect(decided("1001", number, catchAll)).toBe("Route 1");
    expect(decided("1001", number, { featureCodes: [] })).toBe(404);
  });

  it("*72 alone forwards nobody", () => {
    expect(decided("1001", "*72", offered)).toBe(404);
  });

  it("a muted extension is busy, a forwarded one calls where it is forwarded to, once", () => {
    expect(decided("1001", "9000", {}, switched({ doNotDisturb: true }))).toBe(486);
    expect(decided("1001", "9000", {}, switched({ forwardTo: "2000" }))).toBe("2000");
    expect(decided("1001", "9000", {}, switched({ forwardTo: "9000" }))).toBe("9000");
    const outside = switched({ forwardTo: "2125550188" });
    expect(decided("1001", "9000", { placeholderCalls: "outbound" }, outside)).toBe("Outbound");
    expect(decided("1001", "9000", {}, outside)).toBe(403);
  });

  it("who has forwarded the call is charged for it, and switched by it", () => {
    const outward = outboundCall(
      "1001",
      "9000",
      { placeholderCalls: "outbound" },
      switched({ forwardTo: outside }),
    );
    expect(outward.charged).toBe("9000");
    expect(outboundCall("1001", outside, {}).charged).toBe("1001");
    expect(asked("1001", "9000", offered, switched({ forwardTo: "*78" })).end).toMatchObject({
      sets: { extension: "9000" },
    });
  });
});

// proves: PBX-80, PBX-82, PBX-83
describe("Outbound Concurrency Limit", () => {
  const running = (count: number): Partial<DialRequest> => ({
    load: { ...noLoad, outbound: () => count },
  });

  it("PBX-80, PBX-82: the fourth outside call is answered by an announcement, 911 too; an inside call is not", () => {
    expect(decided("1001", outside, {}, running(2))).toBe("Outbound");
    expect(decided("1001", outside, {}, running(3))).toBe("call-limit");
    expect(decided("1001", "911", {}, running(3))).toBe("call-limit");
    expect(decided("1001", "1002", {}, running(3))).toBe("1002");
  });

  it("PBX-10, PBX-83: 0 is no limit, and a name of one character is never counted", () => {
    expect(decided("1001", "911", withExtension("1001", { outboundConcurrencyLimit: 0 }), running(50))).toBe(
      "Emergency",
    );
    expect(decided("1001", "911", withExtension("1001", { name: "A" }), running(50))).toBe("Emergency");
  });
});

// proves: PBX-89, PBX-109, PBX-110
describe("what a route asks for", () => {
  const pinSets = { abroad: { recordInCdr: false, pins: ["1357"] } };

  it("PBX-89, PBX-105, PBX-108: PIN set and password stand before 911 as before every call", () => {
    const setup = {
      ...withRoutes({ patterns: ["911"], type: "emergency", pinSet: "abroad", password: "5309" }),
      pinSets,
    };
    expect(outboundCall("1001", "911", setup).gates).toEqual([
      { kind: "pin-set", name: "abroad" },
      { kind: "password" },
    ]);
    expect(
      outboundCall("1001", "911", { ...setup, ...withExtension("1001", { pinless: true }) }).gates,
    ).toEqual([]);
  });
});

describe("trunks", () => {
  it("PBX-90: are tried in order, and a full one is passed over", () => {
    const setup = {
      ...withRoutes({ patterns: ["."], trunk: undefined, trunks: ["a", "b", "c"] }),
      ...withTrunks({ a: { maxChannels: 2 }, b: {}, c: {} }),
    };
    expect(sent(outboundCall("1001", outside, setup))).toEqual([
      `a ${outside}`,
      `b ${outside}`,
      `c ${outside}`,
    ]);
    const load = { ...noLoad, channels: (trunk: string) => (trunk === "a" ? 2 : 50) };
    expect(sent(outboundCall("1001", outside, setup, { load }))).toEqual([`b ${outside}`, `c ${outside}`]);
  });

  it("PBX-90: what is said of a trunk is whether the next one is tried after it", () => {
    const routes = withRoutes({ patterns: ["."], trunk: undefined, trunks: ["a", "b", "c"] });
    const { steps } = asked("1001", outside, {
      ...routes,
      ...withTrunks({ a: {}, b: { continueIfBusy: true }, c: {} }),
    });
    expect(steps.slice(-5).map(({ text }) => text.replace(/ is sent .*/, ""))).toEqual([
      "trunk a",
      "after busy, no answer or silence of trunk a the call ends; after any other failure the next is tried",
      "trunk b",
      "after any failure of trunk b the next is tried",
      "trunk c",
    ]);
  });

  it("PBX-91: an outbound call says where it goes when all of its trunks fail", () => {
    const to = (failureDestination: Route["failureDestination"]) =>
      outboundCall("1001", outside, withRoutes({ patterns: ["."], failureDestination })).uncarried;
    const why = 'no trunk of route "Route 1" took the call';
    expect(to(undefined)).toEqual({ kind: "announcement", says: "all-busy", why });
    expect(to("congestion")).toEqual({ kind: "refuse", status: 503, why });
    expect(to({ extension: "2000" })).toEqual({ kind: "extension", extension: "2000" });
  });

  it("a disabled one ends the call, whatever comes after it", () => {
    const routes = withRoutes({ patterns: ["."], trunk: undefined, trunks: ["a", "b"] });
    const setup = { ...routes, ...withTrunks({ a: { disabled: true }, b: {} }) };
    expect(decided("1001", outside, setup)).toBe("all-busy");
    const { steps } = asked("1001", outside, setup);
    expect(steps.at(-2)?.text).toBe("trunk a is disabled: the call ends there");
  });

  // proves: PBX-91
  it("PBX-91: without one the call goes to the failure destination, else an announcement answers", () => {
    const noTrunk = { patterns: ["."], trunk: undefined, trunks: [] };
    expect(decided("1001", outside, withRoutes(noTrunk))).toBe("all-busy");
    expect(decided("1001", outside, withRoutes({ ...noTrunk, failureDestination: "congestion" }))).toBe(503);
    const toDesk = { ...noTrunk, failureDestination: { extension: "1002" } };
    expect(decided("1001", outside, withRoutes(toDesk))).toBe("1002");
  });

  it("FI-22: dial rules change what is sent, 911 among it", () => {
    const dialRules = [
      { prefix: "9", match: "XX" },
      { match: "NXXXXXX", prepend: "1212" },
    ];
    const setup = {
      ...withRoutes({ patterns: ["911", "NXXXXXX"] }),
      ...withTrunks({ carrier: { dialRules } }),
    };
    expect(sent(outboundCall("1001", "911", setup))).toEqual(["carrier 11"]);
    expect(sent(outboundCall("1001", "5551234", setup))).toEqual(["carrier 12125551234"]);
  });
});

it("every step says which rule and which place of the setup it comes from", () => {
  const { steps } = asked("1001", "911", {}, { address: "127.20.4.5" });
  expect(steps).toEqual([
    {
      rule: "PBX-85",
      path: ["routes", 0, "patterns", 0],
      text: 'route "Emergency" takes 911 by its pattern 911',
    },
    {
      rule: "PBX-80",
      path: ["extensions", "1001", "outbound-concurrency-limit"],
      text: "0 of 3 outside calls of 1001 run",
    },
    {
      rule: "PBX-90",
      path: ["trunks", "emergency"],
      text: "trunk emergency is sent 911, from 3125550100 (the desk's location)",
    },
  ]);
});
