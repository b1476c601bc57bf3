import { expect, test } from "vitest";
import { type LoginStep, nextLoginStep } from "../../../../sim/backend/hotdesk/login.js";
import { MappingStore } from "../../../../sim/backend/hotdesk/mapping-store.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { mac, sampleSetup, setupWith } from "../sample-setup.js";
import { type RuleRig, ruleContext } from "./rule-rig.js";

const desk = mac("001fc1000001");
const other = mac("001fc1000002");

interface Picks {
  readonly at?: ReturnType<typeof mac>;
  readonly model?: string;
  readonly template?: string;
  readonly layout?: string;
}

function login(
  extension: string,
  picks: Picks = {},
  setup: Setup = sampleSetup(),
  store = new MappingStore(),
  rig: RuleRig = {},
): LoginStep {
  const { at = desk, model = "CIP250", ...rest } = picks;
  const step = nextLoginStep({ mac: at, model, extension, ...rest }, ruleContext({ ...rig, setup, store }));
  if (step.kind === "done") for (const change of step.outcome.changes) store.apply(change);
  return step;
}

const est = { template: "EST Default" };

test("HD-67, HD-68: several templates are asked, in the order of the setting", () => {
  expect(login("1001")).toEqual({ kind: "pick-template", templates: ["EST Default", "CST Default"] });
});

test("HD-66, HD-72: one template and one layout of the model are taken without a question", () => {
  expect(login("1008")).toMatchObject({
    kind: "done",
    outcome: { changes: [{ mapping: { template: "EST Default", layout: "user-250" } }] },
  });
});

test("HD-70, HD-71: all layouts of this model are shown by their description, and no other's", () => {
  expect(login("1001", { ...est, model: "CIP270" })).toEqual({
    kind: "pick-layout",
    layouts: [
      { name: "user-270", description: "Standard CIP270" },
      { name: "assistant-270", description: "Assistant CIP270" },
    ],
  });
});

test("single-layout: ask shows a list of one", () => {
  expect(login("1001", est, setupWith({ "single-layout": "ask" }))).toMatchObject({
    kind: "pick-layout",
    layouts: [{ name: "user-250" }],
  });
});

test.each([
  ["template", { template: "Logged Out" }],
  ["template with a hostile name", { template: "__proto__" }],
  ["layout of another model", { ...est, model: "CIP270", layout: "user-230" }],
])("a pick that is not on offer is refused: %s", (_title, picks) => {
  expect(login("1001", picks)).toEqual({ kind: "refused", refusal: { reason: "pick-gone" } });
});

test("no-template: refuse, or the Default template", () => {
  const change = (policies: object) =>
    sampleSetup((input) => {
      input.policies = policies;
      input.users = { "1001": { hotdesk: { "login-templates": [] } } };
    });
  expect(login("1001", {}, change({}))).toMatchObject({ refusal: { reason: "no-template" } });
  expect(login("1001", {}, change({ "no-template": "default-template" }))).toMatchObject({
    outcome: { changes: [{ mapping: { template: "Default" } }] },
  });
});

test("no-layout: refuse and name the model, or one Line key", () => {
  expect(login("1008", { model: "CIP999" })).toMatchObject({
    refusal: { reason: "no-layout", model: "CIP999" },
  });
  expect(login("1008", { model: "CIP999" }, setupWith({ "no-layout": "line-only" }))).toMatchObject({
    outcome: { changes: [{ mapping: { layout: undefined, role: "user" } }] },
  });
});

test("HD-7: a first login reboots, HD-6: the next one does not", () => {
  const store = new MappingStore();
  expect(login("1008", {}, sampleSetup(), store)).toMatchObject({ outcome: { reboot: true } });
  expect(login("1009", {}, sampleSetup(), store)).toMatchObject({ outcome: { reboot: false } });
});

test("HD-7: a phone whose mapping an admin deleted logs in for the first time again", () => {
  const store = new MappingStore();
  login("1008", {}, sampleSetup(), store);
  store.apply({ kind: "delete", mac: desk });
  expect(login("1009", {}, sampleSetup(), store)).toMatchObject({ outcome: { reboot: true } });
});

test("T10: the same login again changes nothing", () => {
  const store = new MappingStore();
  login("1008", {}, sampleSetup(), store);
  const before = store.all();
  expect(login("1008", {}, sampleSetup(), store)).toMatchObject({ outcome: { reboot: false, moved: [] } });
  expect(store.all()).toEqual(before);
});

test("HD-1, second-login move: the other phone goes to its own group's placeholder", () => {
  const store = new MappingStore();
  login("1001", { ...est, at: other, model: "CIP230" }, sampleSetup(), store);
  const step = login("1001", est, sampleSetup(), store);
  expect(step).toMatchObject({ outcome: { moved: [{ mac: other, reboot: false }] } });
  expect(store.get(other)?.mapping).toMatchObject({
    extension: "9000",
    role: "placeholder",
    layout: "logout-230",
    active: true,
  });
  expect(store.holdersOf("1001").map((device) => device.mac)).toEqual([desk]);
});

test("second-login move: an orphan still works as the user, so it is moved too, and reboots (HD-8)", () => {
  const store = new MappingStore();
  login("1008", { at: other }, sampleSetup(), store);
  store.apply({ kind: "delete", mac: other });
  expect(login("1008", {}, sampleSetup(), store)).toMatchObject({
    outcome: { moved: [{ mac: other, reboot: true }] },
  });
});

test("second-login move: where the other phone may not be logged out, the login is refused and nothing written", () => {
  const setup = sampleSetup((input) => {
    input.policies = { "no-logout-layout": "refuse" };
    input.users = { "1001": { hotdesk: { "logout-model-layouts": { CIP230: "logout-230" } } } };
    const everybody = input.groups?.["All Users"]?.hotdesk;
    if (everybody) everybody["logout-model-layouts"] = {};
  });
  const store = new MappingStore();
  login("1001", { ...est, at: other }, setup, store);
  const before = store.all();
  expect(login("1001", est, setup, store)).toEqual({
    kind: "refused",
    refusal: { reason: "no-logout-layout", model: "CIP250" },
  });
  expect(store.all()).toEqual(before);
});

test("second-login: refuse and both", () => {
  const refuse = setupWith({ "second-login": "refuse" });
  const store = new MappingStore();
  login("1008", { at: other }, refuse, store);
  expect(login("1008", {}, refuse, store)).toMatchObject({ refusal: { reason: "logged-in-elsewhere" } });
  expect(login("1008", { at: other }, refuse, store)).toMatchObject({ kind: "done" });
  expect(login("1008", {}, setupWith({ "second-login": "both" }), store)).toMatchObject({
    outcome: { moved: [] },
  });
  expect(store.holdersOf("1008")).toHaveLength(2);
});

test("login-over-user: replace and refuse", () => {
  const refuse = setupWith({ "login-over-user": "refuse" });
  const store = new MappingStore();
  login("1008", {}, refuse, store);
  expect(login("1009", {}, refuse, store)).toMatchObject({
    refusal: { reason: "other-user-here", extension: "1008" },
  });
  expect(login("1008", {}, refuse, store)).toMatchObject({ kind: "done" });
  expect(login("1009", {}, sampleSetup(), store)).toMatchObject({ kind: "done" });
  expect(store.holdersOf("1008")).toEqual([]);
});

test("a login as the placeholder, where allowed, moves no other logged-out phone", () => {
  const setup = setupWith({ "login-as-placeholder": "allow" });
  const store = new MappingStore();
  login("9000", { ...est, at: other }, setup, store);
  expect(login("9000", est, setup, store)).toMatchObject({ outcome: { moved: [] } });
  expect(store.get(other)?.mapping).toMatchObject({ role: "placeholder", active: true });
});

const bothPicks = { ...est, model: "CIP270" };

test("pick-order: which list comes first; the end is the same", () => {
  const layoutFirst = setupWith({ "pick-order": "layout-then-template" });
  expect(login("1001", { model: "CIP270" }, layoutFirst)).toMatchObject({ kind: "pick-layout" });
  expect(login("1001", { model: "CIP270", layout: "user-270" }, layoutFirst)).toMatchObject({
    kind: "pick-template",
  });
  const ends = [setupWith({}), layoutFirst].map((setup) =>
    login("1001", { ...bothPicks, layout: "user-270" }, setup),
  );
  expect(ends[0]).toMatchObject({ kind: "done" });
  expect(ends[1]).toEqual(ends[0]);
});

test("what is refused anyway is said before anything is asked", () => {
  expect(login("1001", { model: "CIP999" })).toMatchObject({ refusal: { reason: "no-layout" } });
});

test("second-login evict: the older mapping ends, the PBX drops the contact, without a notice", () => {
  const setup = setupWith({ "second-login": "evict" });
  const store = new MappingStore();
  login("1008", { at: other }, setup, store);
  expect(login("1008", {}, setup, store)).toMatchObject({ outcome: { moved: [], evicted: "1008" } });
  expect(store.holdersOf("1008").map((device) => device.mac)).toEqual([desk]);
  expect(login("1009", { at: other }, setup, store)).toMatchObject({ outcome: { evicted: undefined } });
});

const talking = { calls: { [other]: "call" }, contacts: { "1008": [other] } } as const;
const inNeed = { ...talking, calls: { [other]: "emergency" } } as const;

test.each([
  ["refuse", talking, { kind: "refused", refusal: { reason: "in-call-elsewhere" } }],
  ["refuse", inNeed, { kind: "refused", refusal: { reason: "in-call-elsewhere" } }],
  ["after-call", talking, { outcome: { moved: [{ mac: other, hangUp: false }] } }],
  ["drop", talking, { outcome: { moved: [{ mac: other, hangUp: true }] } }],
  ["drop", inNeed, { outcome: { moved: [{ mac: other, hangUp: false }] } }],
] as const)("second-login-in-call %s: %j", (policy, rig, expected) => {
  const setup = setupWith({ "second-login-in-call": policy });
  const store = new MappingStore();
  login("1008", { at: other }, setup, store);
  expect(login("1008", {}, setup, store, rig)).toMatchObject(expected);
});

test("second-login-in-call: a phone that the PBX has no contact of never blocks a move", () => {
  const store = new MappingStore();
  login("1008", { at: other }, sampleSetup(), store);
  const ghost = { calls: { [other]: "call" }, contacts: { "1008": [undefined, desk] } } as const;
  expect(login("1008", {}, sampleSetup(), store, ghost)).toMatchObject({
    outcome: { moved: [{ mac: other, hangUp: false }] },
  });
});

test("a call elsewhere matters to a move alone", () => {
  for (const policy of ["both", "evict"] as const) {
    const setup = setupWith({ "second-login": policy });
    const store = new MappingStore();
    login("1008", { at: other }, setup, store);
    expect(login("1008", {}, setup, store, talking)).toMatchObject({ kind: "done" });
  }
});

test("PBX-121: the logout settings of the login are kept with the mapping", () => {
  const store = new MappingStore();
  login("1008", {}, sampleSetup(), store);
  expect(store.get(desk)?.mapping?.atLogin).toEqual({
    action: "9000",
    template: "Logged Out",
    layout: "logout-250",
  });
});

test("the seams: every check of the desk, each choice with all names, and the outcome", () => {
  const asked: string[] = [];
  const step = login("1001", { ...bothPicks, layout: "user-270" }, sampleSetup(), new MappingStore(), {
    seams: {
      refusal: (found) => {
        asked.push(found?.reason ?? "passed");
        return found;
      },
      choice: (kind, choice, everything) => {
        asked.push(`${kind} ${everything.length}`);
        return choice;
      },
      login: (outcome, { extension }) => ({ ...outcome, reboot: extension !== "1001" }),
    },
  });
  expect(asked).toEqual(["passed", "passed", "passed", "passed", "template 4", "layout 7"]);
  expect(step).toMatchObject({ outcome: { reboot: false } });
});

test("login-over-user refuse: a user whose extension is gone does not keep the desk", () => {
  const store = new MappingStore();
  login("1008", {}, sampleSetup(), store);
  const setup = setupWith({ "login-over-user": "refuse" });
  const next = (at: typeof setup) => login("1009", {}, at, store).kind;
  expect(next(setup)).toBe("refused");
  const { "1008": _gone, ...extensions } = setup.extensions;
  expect(next({ ...setup, extensions })).toBe("done");
});
