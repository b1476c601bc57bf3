import { expect, test } from "vitest";
import { knownParameters } from "../../../../sim/phone/provisioning/known-parameters.js";
import { parseConfig } from "../../../../sim/phone/provisioning/parse-config.js";
import { accountOf, configFile, lineKey } from "../support/config-file.js";
import { profileOf } from "../support/profile.js";

const profile = profileOf("CIP230");

test("all that a file of ours holds has a place, also keys beyond the model", () => {
  const file = parseConfig(
    configFile(
      accountOf(profile, { extension: "1001", server: "127.0.0.1:9" }),
      lineKey(profile, 1, "line"),
      lineKey(profile, 36, "blf", "Bob", "1002"),
      lineKey(profile, 45, "park", "", "70"),
      { 64: "-5", 20021: "224.0.1.75:5000", 20040: "Tenth", 65001: "" },
    ),
  );
  if (!file.ok) throw new Error(file.reason);
  expect(knownParameters(file.parameters, profile)).toEqual(file.parameters);
});

test("parameters that no model of the family has, and values without end, leave nothing behind", () => {
  const file = new Map([
    [999_999, "x"],
    [20041, "an eleventh paging group"],
    [64, "x".repeat(1001)],
    [8721, "x".repeat(1000)],
  ]);
  expect([...knownParameters(file, profile).keys()]).toEqual([8721]);
});
