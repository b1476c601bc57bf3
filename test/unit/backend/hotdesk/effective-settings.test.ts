import { expect, test } from "vitest";
import { effectiveHotdesk, userOfExtension } from "../../../../sim/backend/hotdesk/effective-settings.js";
import { sampleSetup } from "../sample-setup.js";

test("PBX-115, PBX-117: each setting comes from the first group that has it, alone", () => {
  const settings = effectiveHotdesk(sampleSetup(), "1007"); // Cleaners, One Template, All Users
  expect(settings.logoutAction).toBe("full"); // Cleaners
  expect(settings.loginTemplates).toEqual(["EST Default"]); // One Template
  expect(settings.enabled).toBe(true); // All Users
});

test("PBX-115: the user's own value wins over every group, and an empty list is a value", () => {
  const setup = sampleSetup((input) => {
    input.users = { "1001": { hotdesk: { enabled: false, "login-templates": [] } } };
  });
  const settings = effectiveHotdesk(setup, "1001");
  expect(settings.enabled).toBe(false);
  expect(settings.loginTemplates).toEqual([]);
  expect(settings.loginModelLayouts).toContain("user-230");
});

test("PBX-116: lists are never merged", () => {
  expect(effectiveHotdesk(sampleSetup(), "1008").loginTemplates).toEqual(["EST Default"]);
});

test("PBX-118: the order of the groups is the admin's, not the user's", () => {
  const setup = sampleSetup((input) => {
    input.users = { "1001": { groups: ["All Users", "Cleaners"] } };
  });
  expect(effectiveHotdesk(setup, "1001").logoutAction).toBe("full");
});

test("PBX-120: an extension without a written user has one in All Users", () => {
  expect(effectiveHotdesk(sampleSetup(), "1001").enabled).toBe(true);
});

test("PBX-120, PBX-121: the user is found by the default extension", () => {
  const setup = sampleSetup((input) => {
    input.users = {
      anna: { "default-extension": "1001", groups: [] },
      "1002": { "default-extension": "1003" },
    };
  });
  expect(userOfExtension(setup, "1001")?.groups).toEqual([]);
  expect(userOfExtension(setup, "1003")).toBe(setup.users["1002"]);
  expect(userOfExtension(setup, "1002")).toBe(undefined);
  expect(effectiveHotdesk(setup, "1002").enabled).toBe(false);
});

test("HD-77 to HD-79: the logout layouts of the models are settings of their own", () => {
  const setup = sampleSetup((input) => {
    input.users = { "1001": { hotdesk: { "logout-model-layouts": { CIP230: "user-230" } } } };
  });
  const settings = effectiveHotdesk(setup, "1001");
  expect(settings.logoutModelLayout("CIP230")).toBe("user-230");
  expect(settings.logoutModelLayout("CIP270")).toBe("logout-270");
});

test("HD-26, HD-27: an extension comes with a user, in the groups that are given with it, or without one", () => {
  const added = (more: object) =>
    sampleSetup((input) => {
      input.extensions["1010"] = { name: "Judy", secret: "s3cret-judy", ...more };
    });
  expect(userOfExtension(added({}), "1010")?.groups).toEqual(["All Users"]);
  expect(userOfExtension(added({ groups: ["One Template"] }), "1010")?.groups).toEqual(["One Template"]);
  expect(userOfExtension(added({ groups: [] }), "1010")?.groups).toEqual([]);
  expect(userOfExtension(added({ "create-user": false }), "1010")).toBe(undefined);
  expect(effectiveHotdesk(added({ "create-user": false }), "1010").enabled).toBe(false);
});

test("a user that is written down counts for an extension that came without one", () => {
  const setup = sampleSetup((input) => {
    const extension = input.extensions["1001"];
    if (extension) extension["create-user"] = false;
    input.users = { "1001": { groups: ["Cleaners", "All Users"] } };
  });
  expect(effectiveHotdesk(setup, "1001").logoutAction).toBe("full");
});

test("what is not an extension has no user, not even under a name that every object has", () => {
  for (const name of ["1999", "constructor", "__proto__"]) {
    expect(userOfExtension(sampleSetup(), name)).toBe(undefined);
  }
});
