import { expect, test } from "vitest";
import type { HasFault } from "../../../../sim/backend/hotdesk/has-fault.js";
import { type LoginStep, nextLoginStep } from "../../../../sim/backend/hotdesk/login.js";
import { MappingStore } from "../../../../sim/backend/hotdesk/mapping-store.js";
import type { Setup } from "../../../../sim/model/setup.js";
import { fault, mac, noFault, sampleSetup, setupWith } from "../sample-setup.js";

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
  has: HasFault = noFault,
): LoginStep {
  const { at = desk, model = "CIP250", ...rest } = picks;
  const step = nextLoginStep(setup, store, { mac: at, model, extension, ...rest }, has);
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

test("faults of the login", () => {
  const sample = sampleSetup();
  const broken = (
    name: Parameters<typeof fault>[0],
    extension: string,
    picks: Picks,
    store = new MappingStore(),
  ) => login(extension, picks, sample, store, fault(name));
  expect(broken("first-login-reboot-missing", "1008", {})).toMatchObject({ outcome: { reboot: false } });
  const known = new MappingStore();
  login("1008", {}, sample, known);
  expect(broken("login-always-reboots", "1008", {}, known)).toMatchObject({ outcome: { reboot: true } });
  expect(broken("single-template-asked", "1008", {})).toMatchObject({ kind: "pick-template" });
  expect(broken("templates-not-asked", "1001", {})).toMatchObject({
    outcome: { changes: [{ mapping: { template: "EST Default" } }] },
  });
  const offered = broken("other-models-layouts-offered", "1001", { ...est, model: "CIP270" });
  expect(offered.kind === "pick-layout" && offered.layouts.map(({ name }) => name)).toContain("user-230");
  expect(broken("old-phone-keeps-user", "1008", { at: other }, known)).toMatchObject({
    outcome: { moved: [] },
  });
});
