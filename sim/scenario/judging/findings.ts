import { z } from "zod";
import type { Finding } from "../../model/control/control-api.js";
import { text } from "../file/texts.js";
import { named } from "../names/named.js";

/** Rules that the audit looks at: of another it would never say anything. */
export function auditedRules() {
  return z.array(named("audited-rule", text())).min(1);
}

export function findingsText(findings: readonly Finding[]): string {
  const texts = findings.map(({ rule, severity, message }) => `${rule} (${severity}): ${message}`);
  return texts.length === 0 ? "no findings" : `findings ${texts.join("; ")}`;
}
