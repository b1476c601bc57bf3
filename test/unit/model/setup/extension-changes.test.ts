import { expect, test } from "vitest";
import { z } from "zod";
import type { PatchExtension } from "../../../../sim/model/control/control-api.js";
import { extensionChanges } from "../../../../sim/model/setup/extension-changes.js";
import { setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { applySetupChanges } from "../../../../sim/model/setup/setup-changes.js";
import { sampleInput } from "../../backend/sample-setup.js";

function changed(number: string, patch: PatchExtension) {
  const input = sampleInput();
  Object.assign(input.extensions["9000"] ?? {}, {
    ...{ "max-contacts": 50, "remove-existing": true, "match-permit": ["10.0.0.0/8"] },
    ...{ "outbound-concurrency-limit": 20, "emergency-cid": "2125550190", "outbound-cid": "2125550191" },
    ...{ groups: ["Cleaners"], voicemail: { pin: "7142" } },
  });
  input.users = { ...input.users, reception: { "default-extension": "2000", groups: ["Cleaners"] } };
  const setup = setupFileSchema.parse(input);
  const content = applySetupChanges(z.encode(setupFileSchema, setup), extensionChanges(setup, number, patch));
  return { before: setup, after: setupFileSchema.parse(content) };
}

test("F-55: what a page changes leaves all else as it is", () => {
  const { before, after } = changed("9000", { name: "Lobby", by: "page" });
  expect(after).toEqual({
    ...before,
    extensions: { ...before.extensions, "9000": { ...before.extensions["9000"], name: "Lobby" } },
  });
  expect(changed("9000", { name: "Lobby" }).after).toEqual(after);
});

test("F-55: what the API changes takes along the limits, the match list, the Emergency CID and the groups (PBX-17)", () => {
  const { before, after } = changed("9000", { name: "Lobby", by: "api" });
  expect(after.extensions["9000"]).toEqual({
    ...before.extensions["9000"],
    ...{ name: "Lobby", maxContacts: 1, removeExisting: false, matchPermit: [] },
    ...{ outboundConcurrencyLimit: 3, emergencyCid: undefined, groups: undefined },
  });
  // Others are as they were.
  expect(after.users).toEqual(before.users);
  expect(after.extensions["1001"]).toEqual(before.extensions["1001"]);
});

test("F-55: what it is given is not lost", () => {
  const { after } = changed("9000", { maxContacts: 40, pin: "8080", by: "api" });
  expect(after.extensions["9000"]).toMatchObject({ maxContacts: 40, voicemail: { pin: "8080" } });
});

test("F-55: the User Manager user goes along, whatever its name", () => {
  const { before, after } = changed("2000", { name: "Desk", by: "api" });
  expect(before.users["reception"]).toBeDefined();
  expect(after.users["reception"]).toBeUndefined();
});
