import { describe, expect, test } from "vitest";
import { refuseCredentials } from "../../../../sim/backend/hotdesk/credentials.js";
import type { FaultName } from "../../../../sim/model/faults.js";
import { fault, noFault, sampleSetup, setupWith } from "../sample-setup.js";

const setup = sampleSetup();

function refusal(extension: string, pin: string, has = noFault as (name: FaultName) => boolean, at = setup) {
  return refuseCredentials(at, { extension, pin }, has)?.reason;
}

test.each([
  ["HD-16: extension and its PIN are good", "1001", "71428501", undefined],
  ["HD-16: a wrong PIN is not", "1001", "71428502", "wrong-pin"],
  ["HD-16: nor an empty one", "1001", "", "wrong-pin"],
  ["HD-16: nor another user's", "1001", "60357702", "wrong-pin"],
  ["PBX-125: an extension that is not there", "1999", "71428501", "unknown-extension"],
  ["a name that every object has is no extension", "constructor", "1", "unknown-extension"],
  ["__proto__ is no extension", "__proto__", "1", "unknown-extension"],
  ["HD-17: no voicemail, no login", "1004", "1", "no-mailbox"],
  ["HD-17: not even with an empty PIN", "1004", "", "no-mailbox"],
  ["PBX-128: a blank PIN lets nobody in", "1005", "", "blank-pin"],
  ["HD-64: Hotdesk disabled for the group", "1006", "29485606", "hotdesk-disabled"],
  ["the placeholder cannot log in", "9000", "", "placeholder-extension"],
])("%s", (_title, extension, pin, reason) => {
  expect(refusal(extension, pin)).toBe(reason);
});

function storedPin(pin: string, policies = {}) {
  return sampleSetup((input) => {
    input.policies = policies;
    const extension = input.extensions["1001"];
    if (extension) extension.voicemail = { pin };
  });
}

describe("stored PINs", () => {
  test.each([
    ["PBX-127: a leading minus is no part of the PIN", "-1234", {}, "1234", undefined],
    ["PBX-127: comparing raw is the typical defect", "-1234", {}, "-1234", "wrong-pin"],
    ["literal: the minus counts", "-1234", { "stored-pin-minus": "literal" } as const, "-1234", undefined],
    ["literal: without it wrong", "-1234", { "stored-pin-minus": "literal" } as const, "1234", "wrong-pin"],
    ["PBX-128: only a minus is blank", "-", {}, "", "blank-pin"],
    ["PBX-128: and so under literal", "-", { "stored-pin-minus": "literal" } as const, "-", "blank-pin"],
    ["PBX-129: text, not number", "0012", {}, "12", "wrong-pin"],
    ["PBX-129: leading zeros count", "0012", {}, "0012", undefined],
    ["PBX-129: the PIN may be the extension", "1001", {}, "1001", undefined],
  ])("%s", (_title, stored, policies, typed, reason) => {
    expect(refusal("1001", typed, noFault, storedPin(stored, policies))).toBe(reason);
  });
});

test("login-as-placeholder: allow asks the placeholder's mailbox", () => {
  const open = sampleSetup((input) => {
    input.policies = { "login-as-placeholder": "allow" };
    const placeholder = input.extensions["9000"];
    if (placeholder) placeholder.voicemail = { pin: "555777" };
  });
  expect(refusal("9000", "555777", noFault, open)).toBe(undefined);
  expect(refusal("9000", "1", noFault, open)).toBe("wrong-pin");
  expect(refusal("9000", "", noFault, setupWith({ "login-as-placeholder": "allow" }))).toBe("no-mailbox");
});

test.each([
  ["wrong-pin-accepted", "1001", "1"],
  ["blank-pin-accepted", "1005", ""],
  ["no-mailbox-accepted", "1004", ""],
  ["disabled-group-accepted", "1006", "29485606"],
] as const)("fault %s opens exactly its own door", (name, extension, pin) => {
  expect(refusal(extension, pin, fault(name))).toBe(undefined);
  const others = ["1", "", ""].map((typed, index) =>
    refusal(["1001", "1005", "1004"][index] ?? "", typed, fault(name)),
  );
  expect(others.filter((reason) => reason === undefined)).toHaveLength(
    name === "disabled-group-accepted" ? 0 : 1,
  );
});
