import type { Device } from "../backend/hotdesk/mapping.js";
import type { Finding } from "../model/control/control-api.js";
import type { Profiles } from "../model/profile/profile.js";
import type { Setup } from "../model/setup/setup.js";
import { callBacks } from "./call-back.js";
import type { AuditFacts, Check } from "./check.js";
import { checks } from "./checks.js";
import { emergencyEnds } from "./emergency-ends.js";
import { emergencyRoutes } from "./emergency-routes.js";
import { hotdeskUsers, placeholders } from "./hotdesk-users.js";
import { snippetOf } from "./snippet.js";

const severities: readonly Finding["severity"][] = ["error", "warning", "advice"];

/** What will go wrong on the day: everything that can be said of a setup without running it. The worst come first. */
export function auditSetup(setup: Setup, profiles: Profiles, devices: readonly Device[] = []): Finding[] {
  return audit(auditFacts(setup, profiles, devices));
}

/** The same of a setup whose facts are known. */
export function audit(facts: AuditFacts): Finding[] {
  const findings = checks.flatMap((check) => findingsOf(check, facts));
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** @param devices where it runs: what the phones are mapped to */
export function auditFacts(setup: Setup, profiles: Profiles, devices: readonly Device[] = []): AuditFacts {
  return {
    ...{ setup, profiles, devices, users: hotdeskUsers(setup), placeholders: placeholders(setup) },
    ...{ emergencyEnds: emergencyEnds(setup), emergencyRoutes: emergencyRoutes(setup) },
    callBackTo: callBacks(setup),
  };
}

/** What one check finds, complete with its name, its rule and its proof. */
export function findingsOf(check: Check, facts: AuditFacts): Finding[] {
  return check
    .find(facts)
    .map(({ severity = check.severity, rule = check.rules[0], proof = check.proof, mend, ...found }) => ({
      severity,
      check: check.id,
      rule,
      ...found,
      ...(mend !== undefined && { snippet: snippetOf(mend) }),
      ...(proof !== undefined && { proof }),
    }));
}
