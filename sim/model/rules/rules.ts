import { capacityFailures } from "./capacity-failures.js";
import { emergencyHazards } from "./emergency-hazards.js";
import { knownFailures } from "./known-failures.js";
import { loginFailures } from "./login-failures.js";
import { pbxContactRules } from "./pbx-contact-rules.js";
import { pbxPlaceholderRules } from "./pbx-placeholder-rules.js";
import { pbxRegistrarRules } from "./pbx-registrar-rules.js";
import { pbxRules } from "./pbx-rules.js";
import { pbxSettingRules } from "./pbx-setting-rules.js";
import { pbxUserRules } from "./pbx-user-rules.js";
import { provisioningFailures } from "./provisioning-failures.js";
import { seedRules } from "./seed-rules.js";
import { transitions } from "./transitions.js";

/** The rules that deskfleet models, by the ids that scenarios, faults, the audit and the coverage page cite. */
export const rules = {
  ...seedRules,
  ...transitions,
  ...emergencyHazards,
  ...pbxSettingRules,
  ...pbxRegistrarRules,
  ...pbxContactRules,
  ...pbxRules,
  ...pbxUserRules,
  ...pbxPlaceholderRules,
  ...capacityFailures,
  ...knownFailures,
  ...loginFailures,
  ...provisioningFailures,
} as const satisfies Record<string, string>;

export type RuleId = keyof typeof rules;
export const ruleIds = Object.keys(rules) as RuleId[];

/** Rules of one source, which the pages show together. */
export interface RuleFamily {
  readonly title: string;
  readonly rules: readonly RuleId[];
  /** A check of the audit is proof enough: what these say can go wrong is a matter of the setup. */
  readonly provedByChecks: boolean;
}

export const ruleFamilies: readonly RuleFamily[] = [
  { title: "Rules of the seed page", rules: idsOf(seedRules), provedByChecks: false },
  { title: "Transitions of a phone", rules: idsOf(transitions), provedByChecks: false },
  { title: "Hazards of emergency calls", rules: idsOf(emergencyHazards), provedByChecks: true },
  { title: "What FreePBX stores", rules: idsOf(pbxSettingRules), provedByChecks: true },
  { title: "The registrar", rules: idsOf(pbxRegistrarRules), provedByChecks: false },
  { title: "Contacts and credentials", rules: idsOf(pbxContactRules), provedByChecks: false },
  { title: "Rules of FreePBX", rules: idsOf(pbxRules), provedByChecks: true },
  { title: "Users and their PINs", rules: idsOf(pbxUserRules), provedByChecks: true },
  { title: "Calls to the placeholder", rules: idsOf(pbxPlaceholderRules), provedByChecks: true },
  { title: "Known failures: room and contacts", rules: idsOf(capacityFailures), provedByChecks: true },
  { title: "Known failures: settings and calls", rules: idsOf(knownFailures), provedByChecks: true },
  { title: "Known failures: logins", rules: idsOf(loginFailures), provedByChecks: true },
  {
    title: "Known failures: provisioning and load",
    rules: idsOf(provisioningFailures),
    provedByChecks: true,
  },
];

function idsOf<Id extends RuleId>(family: Readonly<Record<Id, string>>): Id[] {
  return Object.keys(family) as Id[];
}
