import type { Finding } from "../../model/control/control-api.js";
import { type Check, listed } from "../judging/check.js";
import { defineField } from "../judging/field.js";
import { auditedRules, findingsText } from "../judging/findings.js";

/** `no-findings: [HD-42]`: the audit of the setup names none of these rules. */
export const noFindings = defineField({
  schema: auditedRules().describe("none of these is among them"),
  needs: "findings",
  ask: async (unwanted, probe) => checkNoFindings(unwanted, await probe.findings()),
});

/** Pure: what the audit says against what must not be there. */
export function checkNoFindings(unwanted: readonly string[], found: readonly Finding[]): Check {
  const named = found.filter(({ rule }) => unwanted.includes(rule));
  return {
    met: named.length === 0,
    expected: `no findings ${listed(unwanted)}`,
    seen: findingsText(named.length > 0 ? named : found),
  };
}
