import type { Finding } from "../../model/control/control-api.js";
import { type Check, listed, type SceneEvidence } from "./check.js";

/** `findings: [HD-28]`: the audit of the setup names each of these rules, whatever else it finds. */
export function checkFindings(expected: readonly string[], { findings }: SceneEvidence): Check {
  return {
    met: expected.every((rule) => findings.some((finding) => finding.rule === rule)),
    expected: `findings ${listed(expected)}`,
    seen: seenText(findings),
  };
}

/** `no-findings: [HD-42]`: the audit of the setup names none of these rules. */
export function checkNoFindings(unwanted: readonly string[], { findings }: SceneEvidence): Check {
  const found = findings.filter(({ rule }) => unwanted.includes(rule));
  return {
    met: found.length === 0,
    expected: `no findings ${listed(unwanted)}`,
    seen: seenText(found.length > 0 ? found : findings),
  };
}

function seenText(findings: readonly Finding[]): string {
  const texts = findings.map(({ rule, severity, message }) => `${rule} (${severity}): ${message}`);
  return texts.length === 0 ? "no findings" : `findings ${texts.join("; ")}`;
}
