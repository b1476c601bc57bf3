import { describe, expect, test } from "vitest";
import { decideLogout } from "../../../../sim/backend/hotdesk/logout.js";
import type { Device, Mapping } from "../../../../sim/backend/hotdesk/mapping.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { mac, sampleSetup, setupWith } from "../sample-setup.js";
import { type RuleRig, ruleContext } from "./rule-rig.js";

const desk = mac("001fc1000001");

function user(extension: string): Mapping {
  return { extension, role: "user", template: "EST Default", layout: "user-250", active: true };
}

function phone(mapping: Mapping | undefined, orphan?: Mapping): Device {
  return { mac: desk, model: "CIP250", mapping, orphan };
}

function logout(
  device: Device | undefined,
  setup: Setup = sampleSetup(),
  model = "CIP250",
  rig: RuleRig = {},
) {
  return decideLogout(device, model, ruleContext({ ...rig, setup }));
}

test.each(["CIP230", "CIP250", "CIP270"])(
  "HD-75 to HD-79: to the placeholder, with the layout of a %s",
  (model) => {
    expect(logout(phone(user("1001")), sampleSetup(), model)).toEqual({
      kind: "logged-out",
      reboot: false, // HD-6
      change: {
        kind: "assign",
        mac: desk,
        model,
        mapping: {
          extension: "9000",
          role: "placeholder",
          template: "Logged Out",
          layout: `logout-${model.slice(3)}`,
        },
      },
    });
  },
);

test("HD-73, HD-74: the user's group says Full Logout; the mapping is kept inactive", () => {
  expect(logout(phone(user("1007")))).toEqual({
    kind: "logged-out",
    reboot: false,
    change: { kind: "deactivate", mac: desk },
  });
  expect(logout(phone(user("1007")), setupWith({ "mapping-after-full-logout": "delete" }))).toMatchObject({
    change: { kind: "forget" },
  });
});

test("PBX-121: the groups at logout count, not those at login", () => {
  const moved = sampleSetup((input) => {
    input.users = { "1001": { groups: ["Cleaners", "All Users"] } };
  });
  expect(logout(phone(user("1001")), moved)).toMatchObject({ change: { kind: "deactivate" } });
});

test("HD-8: a deleted mapping, then a logout: reboot, by the last known user's settings", () => {
  expect(logout(phone(undefined, user("1001")))).toMatchObject({
    reboot: true,
    change: { kind: "assign", mapping: { extension: "9000" } },
  });
  expect(logout(phone(undefined, user("1007")))).toMatchObject({ reboot: true, change: { kind: "forget" } });
});

test("logout-without-mapping: blank", () => {
  expect(
    logout(phone(undefined, user("1001")), setupWith({ "logout-without-mapping": "blank" })),
  ).toMatchObject({
    reboot: true,
    change: { kind: "forget" },
  });
  expect(logout(phone(user("1001")), setupWith({ "logout-without-mapping": "blank" }))).toMatchObject({
    change: { mapping: { extension: "9000" } },
  });
});

test.each([
  ["an unknown phone", undefined],
  ["a phone at the placeholder", phone({ ...user("9000"), role: "placeholder" })],
  ["a blank phone with an inactive mapping", phone({ ...user("1001"), active: false })],
  ["an orphan at the placeholder", phone(undefined, { ...user("9000"), role: "placeholder" })],
])("nobody is logged in: %s", (_title, device) => {
  expect(logout(device)).toEqual({ kind: "nobody" });
});

test("no-logout-layout: minimal, blank, refuse", () => {
  const setup = (policies: object) =>
    sampleSetup((input) => {
      input.policies = policies;
      input.users = { "1001": { groups: ["None"] } };
      input.groups = { None: { hotdesk: { "logout-action": "9000" } } };
    });
  expect(logout(phone(user("1001")), setup({}))).toMatchObject({
    change: { mapping: { extension: "9000", layout: undefined, template: "Default" } },
  });
  expect(logout(phone(user("1001")), setup({ "no-logout-layout": "blank" }))).toMatchObject({
    change: { kind: "deactivate" },
  });
  expect(logout(phone(user("1001")), setup({ "no-logout-layout": "refuse" }))).toEqual({
    kind: "refused",
    refusal: { reason: "no-logout-layout", model: "CIP250" },
  });
});

test("no-logout-template: Default, or what the user had", () => {
  const setup = (policies: object) =>
    sampleSetup((input) => {
      input.policies = policies;
      const everybody = input.groups?.["All Users"]?.hotdesk;
      if (everybody) delete everybody["logout-template"];
    });
  expect(logout(phone(user("1001")), setup({}))).toMatchObject({
    change: { mapping: { template: "Default" } },
  });
  expect(logout(phone(user("1001")), setup({ "no-logout-template": "keep-user" }))).toMatchObject({
    change: { mapping: { template: "EST Default" } },
  });
});

const regrouped = (policies: object) =>
  sampleSetup((input) => {
    input.policies = policies;
    input.users = { "1001": { groups: ["Cleaners", "All Users"] } };
  });
const atLogin = { action: "9000", template: "Logged Out", layout: "logout-250" };

test("logout-settings-at login: the group of the login counts", () => {
  const device = phone({ ...user("1001"), atLogin });
  expect(logout(device, regrouped({ "logout-settings-at": "login" }))).toMatchObject({
    change: { mapping: { extension: "9000", layout: "logout-250" } },
  });
  expect(logout(device, regrouped({}))).toMatchObject({ change: { kind: "deactivate" } });
  expect(logout(phone(user("1001")), regrouped({ "logout-settings-at": "login" }))).toMatchObject({
    change: { kind: "deactivate" },
  });
});

test("a user who is deleted meanwhile is logged out by the settings of the login: the desk keeps 911", () => {
  const deleted = sampleSetup((input) => {
    const extension = input.extensions["1001"];
    if (extension) extension["create-user"] = false;
  });
  expect(logout(phone({ ...user("1001"), atLogin }), deleted)).toMatchObject({
    change: { mapping: { extension: "9000" } },
  });
});

describe("placeholder-choice: desk-location", () => {
  const sites = (policies: object) =>
    sampleSetup((input) => {
      input.policies = policies;
      input.extensions["9100"] = {
        name: "Out",
        role: "placeholder",
        secret: "s3cret-chicago",
        "max-contacts": 5,
      };
      const chicago = input.locations["chicago"];
      if (chicago) chicago.placeholder = "9100";
    });
  const local = sites({ "placeholder-choice": "desk-location" });
  const at = (address: string) => ({ addresses: { [desk]: address } });

  test.each([
    ["the placeholder of the location", local, at("127.20.3.4"), "9100"],
    ["a location without one: that of the user", local, at("127.10.3.4"), "9000"],
    ["an address of no location: that of the user", local, at("10.0.0.1"), "9000"],
    ["a phone that was never seen: that of the user", local, {}, "9000"],
    ["policy user-group: that of the user", sites({}), at("127.20.3.4"), "9000"],
  ])("%s", (_title, setup, rig, extension) => {
    expect(logout(phone(user("1001")), setup, "CIP250", rig)).toMatchObject({
      change: { mapping: { extension } },
    });
  });

  test("Full Logout stays one", () => {
    expect(logout(phone(user("1007")), local, "CIP250", at("127.20.3.4"))).toMatchObject({
      change: { kind: "deactivate" },
    });
  });
});

describe("placeholder-full", () => {
  const full = (policy: string, more: object = {}) =>
    sampleSetup((input) => {
      input.policies = { "placeholder-full": policy };
      input.extensions["9500"] = {
        name: "Overflow",
        role: "placeholder",
        secret: "s3cret-more",
        "max-contacts": 5,
      };
      const placeholder = input.extensions["9000"];
      if (placeholder) Object.assign(placeholder, { "max-contacts": 2, ...more });
    });
  const others = ["001fc1000007", "001fc1000008"].map(mac);
  const target = (policy: string, contacts: readonly ReturnType<typeof mac>[], more?: object) => {
    const outcome = logout(phone(user("1001")), full(policy, more), "CIP250", {
      contacts: { "9000": contacts },
    });
    if (outcome.kind !== "logged-out") return outcome.kind;
    return outcome.change.kind === "assign" ? outcome.change.mapping.extension : outcome.change.kind;
  };

  test.each([
    ["retry: it goes there all the same", "retry", others, undefined, "9000"],
    ["overflow: to the other one", "overflow:9500", others, undefined, "9500"],
    ["overflow: only where there is no room", "overflow:9500", others.slice(1), undefined, "9000"],
    [
      "this phone's own contact is not counted",
      "overflow:9500",
      [desk, ...others.slice(1)],
      undefined,
      "9000",
    ],
    ["blank: Full Logout", "blank", others, undefined, "deactivate"],
    ["overflow: where that is full too, it stays", "overflow:9000", others, undefined, "9000"],
    ["Remove Existing never refuses", "blank", others, { "remove-existing": true }, "9000"],
    ["nor does a limit of 1, PBX-1", "blank", others, { "max-contacts": 1 }, "9000"],
  ])("%s", (_title, policy, contacts, more, expected) => {
    expect(target(policy, contacts, more)).toBe(expected);
  });
});

test("the seam of a logout sees outcome and phone, and is not asked where nobody is logged in", () => {
  const seen: string[] = [];
  const seams: RuleRig["seams"] = {
    logout: (outcome, device) => {
      seen.push(`${outcome.kind} ${device.mac}`);
      return { kind: "nobody" };
    },
  };
  expect(logout(phone(user("1001")), sampleSetup(), "CIP250", { seams })).toEqual({ kind: "nobody" });
  expect(logout(undefined, sampleSetup(), "CIP250", { seams })).toEqual({ kind: "nobody" });
  expect(seen).toEqual([`logged-out ${desk}`]);
});
