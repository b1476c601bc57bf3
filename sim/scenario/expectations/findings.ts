import type { Finding } from "../../model/control/control-api.js";
import { type Check, listed } from "../judging/check.js";
import { defineField } from "../judging/field.js";
import { auditedRules, findingsText } from "../judging/findings.js";

/** `findings: [HD-28]`: the audit of the setup names each of these rules, whatever else it finds. */
export const findings = defineField({
  schema: auditedRules().describe(
    "rules that the audit of the setup finds broken or at risk; all of these are among them",
  ),
  needs: "findings",
  ask: async (expected, probe) => checkFindings(expected, await probe.findings()),
});

/** Pure: what the audit says against what is expected. */
export function checkFindings(expected: readonly string[], found: readonly Finding[]): Check {
  return {
    met: expected.every((rule) => found.some((finding) => finding.rule === rule)),
    expected: `findings ${listed(expected)}`,
    seen: findingsText(found),
  };
}
