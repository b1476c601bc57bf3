import { expect, test } from "vitest";
import { checks } from "../../../../sim/audit/checks.js";
import { auditedRules } from "../../../../sim/model/rules/audited-rules.js";

test("the audited rules are those that the checks stand on", () => {
  expect(new Set(checks.flatMap(({ rules }) => rules))).toEqual(new Set(auditedRules));
});
