import { expect, test } from "vitest";
import type { HasFault } from "../../../../sim/backend/hotdesk/has-fault.js";
import { decideLogout } from "../../../../sim/backend/hotdesk/logout.js";
import type { Device, Mapping } from "../../../../sim/backend/hotdesk/mapping.js";
import type { Setup } from "../../../../sim/model/setup.js";
import { fault, mac, noFault, sampleSetup, setupWith } from "../sample-setup.js";

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
  has: HasFault = noFault,
  model = "CIP250",
) {
  return decideLogout(setup, device, model, has);
}

test.each(["CIP230", "CIP250", "CIP270"])(
  "HD-75 to HD-79: to the placeholder, with the layout of a %s",
  (model) => {
    expect(logout(phone(user("1001")), sampleSetup(), noFault, model)).toEqual({
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

test("faults of the logout", () => {
  const sample = sampleSetup();
  expect(
    logout(phone(undefined, user("1001")), sample, fault("deleted-mapping-reboot-missing")),
  ).toMatchObject({
    reboot: false,
  });
  expect(logout(phone(user("1001")), sample, fault("logout-always-full"))).toMatchObject({
    change: { kind: "deactivate" },
  });
  expect(logout(phone(user("1001")), sample, fault("logout-layout-of-other-model"))).toMatchObject({
    change: { mapping: { layout: "logout-230" } },
  });
});
