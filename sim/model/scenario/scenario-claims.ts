import { ruleIds } from "../rules/rules.js";
import { type PolicyName, policyNames, policyValueName, policyValues } from "../setup/policies.js";
import type { Setup } from "../setup/setup.js";
import type { Scenario } from "./scenario.js";
import type { DanglingName } from "./scenario-references.js";

/** What a scenario claims to prove, held against the rules and policies that there are: coverage is made of it. */

/**
 * Rules and values of policies that a scenario names and that there are not. Works on unchecked content, so that these
 * faults are told together with those of the schema.
 */
export function unknownClaims(content: unknown): DanglingName[] {
  if (typeof content !== "object" || content === null) return [];
  const { rules, policies, steps } = content as { rules?: unknown; policies?: unknown; steps?: unknown };
  return [...unknownRules(rules, ["rules"]), ...unknownPolicies(policies), ...unknownFindings(steps)];
}

/** Nothing would ever break `no-findings` of a rule that is not there. */
function unknownFindings(steps: unknown): DanglingName[] {
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step: { expect?: unknown } | null, index) => {
    const expected = step?.expect;
    if (typeof expected !== "object" || expected === null) return [];
    return Object.entries(expected).flatMap(([field, rules]: [string, unknown]) =>
      field === "findings" || field === "no-findings"
        ? unknownRules(rules, ["steps", index, "expect", field], /^(HD-|T)\d+$/i)
        : [],
    );
  });
}

/** @param own form of the ids that can be looked up; what has another is the schema's to refuse */
function unknownRules(rules: unknown, path: DanglingName["path"], own = /^(HD-|T)\d+$/): DanglingName[] {
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule: unknown, index) => {
    // Other documents number their rules too (EH, PBX); only ours can be looked up.
    if (typeof rule !== "string" || !own.test(rule)) return [];
    if ((ruleIds as readonly string[]).includes(rule)) return [];
    const known = kindred(rule.toUpperCase());
    return [{ path: [...path, index], message: `there is no rule ${rule}`, name: rule, known }];
  });
}

/** HD-107 means another HD rule, never a T: the nearest text alone could be either. */
function kindred(rule: string): string[] {
  const prefix = rule.startsWith("HD-") ? "HD-" : "T";
  return ruleIds.filter((id) => id.startsWith(prefix));
}

function unknownPolicies(policies: unknown): DanglingName[] {
  if (typeof policies !== "object" || policies === null || Array.isArray(policies)) return [];
  return Object.entries(policies).flatMap(([name, value]: [string, unknown]) => {
    // An unknown name is an unknown word for the schema, and told by it.
    if (!isPolicyName(name) || typeof value !== "string") return [];
    const known = policyValues(name);
    if (known.includes(value)) return [];
    return [{ path: ["policies", name], message: `there is no value "${value}"`, name: value, known }];
  });
}

function isPolicyName(name: string): name is PolicyName {
  return (policyNames as readonly string[]).includes(name);
}

/** A policy that a scenario claims to prove with another value than its setup has. */
export interface FalseClaim {
  readonly policy: PolicyName;
  readonly message: string;
  readonly hint: string;
}

/** @param setup the scenario's, with its changes */
export function falseClaims(policies: Scenario["policies"], setup: Setup): FalseClaim[] {
  return policyNames.flatMap((policy) => {
    const claimed = policies[policy];
    const actual = policyValueName(policy, setup.policies);
    if (claimed === undefined || claimed === actual) return [];
    return [
      {
        policy,
        message: `claims to prove "${claimed}", but the setup of this scenario has "${actual}"`,
        hint: `Set it for this scenario, \`with: { policies: { ${policy}: … } }\`, or drop the claim.`,
      },
    ];
  });
}
