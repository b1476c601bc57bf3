import { expect, test } from "vitest";
import { callingFaults } from "../../../../sim/model/rules/calling-faults.js";
import { capacityFailures } from "../../../../sim/model/rules/capacity-failures.js";
import { emergencyHazards } from "../../../../sim/model/rules/emergency-hazards.js";
import { faultNames } from "../../../../sim/model/rules/faults.js";
import { gateFaults } from "../../../../sim/model/rules/gate-faults.js";
import { knownFailures } from "../../../../sim/model/rules/known-failures.js";
import { loginFailures } from "../../../../sim/model/rules/login-failures.js";
import { pbxContactRules } from "../../../../sim/model/rules/pbx-contact-rules.js";
import { pbxPlaceholderRules } from "../../../../sim/model/rules/pbx-placeholder-rules.js";
import { pbxRegistrarRules } from "../../../../sim/model/rules/pbx-registrar-rules.js";
import { pbxRules } from "../../../../sim/model/rules/pbx-rules.js";
import { pbxSettingRules } from "../../../../sim/model/rules/pbx-setting-rules.js";
import { pbxUserRules } from "../../../../sim/model/rules/pbx-user-rules.js";
import { provisioningFailures } from "../../../../sim/model/rules/provisioning-failures.js";
import { registrationFaults } from "../../../../sim/model/rules/registration-faults.js";
import { ruleFamilies, ruleIds } from "../../../../sim/model/rules/rules.js";
import { seedFaults } from "../../../../sim/model/rules/seed-faults.js";
import { seedRules } from "../../../../sim/model/rules/seed-rules.js";
import { transitions } from "../../../../sim/model/rules/transitions.js";
import { userFaults } from "../../../../sim/model/rules/user-faults.js";

/** Of two entries with one key the later part has it, without a word: a rule or a fault would be gone. */
function sharedKeys(parts: readonly object[]): string[] {
  const keys = parts.flatMap((part) => Object.keys(part));
  return keys.filter((key, index) => keys.indexOf(key) < index);
}

const faultParts = [seedFaults, callingFaults, gateFaults, registrationFaults, userFaults];
const ruleParts = [
  ...[seedRules, transitions, emergencyHazards, pbxSettingRules],
  ...[pbxRegistrarRules, pbxContactRules, pbxRules, pbxUserRules, pbxPlaceholderRules],
  ...[capacityFailures, knownFailures, loginFailures, provisioningFailures],
];

test.each([
  ["faults", faultParts, faultNames],
  ["rules", ruleParts, ruleIds],
])("the parts of the %s share no key, and are all there is", (_what, parts, whole) => {
  expect(sharedKeys(parts)).toEqual([]);
  expect(new Set(parts.flatMap((part) => Object.keys(part)))).toEqual(new Set(whole));
});

test("each rule is in one family: the pages show it once", () => {
  const shown = ruleFamilies.flatMap(({ rules }) => rules);
  expect([...shown].sort()).toEqual([...ruleIds].sort());
});

test("a key in two parts is found", () => {
  expect(sharedKeys([{ one: 1, two: 2 }, { two: 3 }])).toEqual(["two"]);
});
