import { describe, expect, test } from "vitest";
import { refuseCredentials } from "../../../../sim/backend/hotdesk/credentials.js";
import { intact, type Seams } from "../../../../sim/backend/hotdesk/seams.js";
import { mac, sampleSetup, setupWith } from "../sample-setup.js";

const setup = sampleSetup();
const desk = { mac: mac("001fc1000001"), device: undefined };

function refusal(extension: string, pin: string, at = setup, seams: Pick<Seams, "refusal"> = intact) {
  return refuseCredentials(at, { extension, pin }, desk, seams)?.reason;
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
    [
      "pin-compare number: leading zeros do not count",
      "0012",
      { "pin-compare": "number" } as const,
      "12",
      undefined,
    ],
    ["pin-compare number: on either side", "12", { "pin-compare": "number" } as const, "0012", undefined],
    ["pin-compare number: zeros are one zero", "000", { "pin-compare": "number" } as const, "0", undefined],
    ["pin-compare number: nothing is no zero", "000", { "pin-compare": "number" } as const, "", "wrong-pin"],
    [
      "pin-compare number: all of 20 digits count",
      "12345678901234567890",
      { "pin-compare": "number" } as const,
      "12345678901234567891",
      "wrong-pin",
    ],
    [
      "pin-compare number: * and # are no numbers",
      "01*",
      { "pin-compare": "number" } as const,
      "1*",
      "wrong-pin",
    ],
    [
      "stored-pin-blank accept: as voicemail does",
      "",
      { "stored-pin-blank": "accept" } as const,
      "",
      undefined,
    ],
    [
      "stored-pin-blank accept: a lone minus too",
      "-",
      { "stored-pin-blank": "accept" } as const,
      "",
      undefined,
    ],
  ])("%s", (_title, stored, policies, typed, reason) => {
    expect(refusal("1001", typed, storedPin(stored, policies))).toBe(reason);
  });
});

test("login-as-placeholder: allow asks the placeholder's mailbox", () => {
  const open = sampleSetup((input) => {
    input.policies = { "login-as-placeholder": "allow" };
    const placeholder = input.extensions["9000"];
    if (placeholder) placeholder.voicemail = { pin: "555777" };
  });
  expect(refusal("9000", "555777", open)).toBe(undefined);
  expect(refusal("9000", "1", open)).toBe("wrong-pin");
  expect(refusal("9000", "", setupWith({ "login-as-placeholder": "allow" }))).toBe("no-mailbox");
});

test("each check is asked by itself: what a seam lets through, the next ones still see", () => {
  const asked: (string | undefined)[] = [];
  const open: Pick<Seams, "refusal"> = {
    refusal: (found, { extension }) => {
      asked.push(found?.reason);
      expect(extension).toBe("1006");
      return found?.reason === "wrong-pin" ? undefined : found;
    },
  };
  expect(refusal("1006", "1", setup, open)).toBe("hotdesk-disabled");
  expect(asked).toEqual([undefined, undefined, undefined, "wrong-pin", "hotdesk-disabled"]);
});

test("a seam that passes everything meets no check that fails by what an earlier one should have refused", () => {
  for (const extension of ["1999", "constructor", "9000", "1004", "1005", "1006"]) {
    expect(refusal(extension, "1", setup, { refusal: () => undefined })).toBe(undefined);
  }
});
