import { ruleIds } from "../../model/rules/rules.js";
import { type PolicyName, policyNames, policyValueName, policyValues } from "../../model/setup/policies.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Misnomer } from "../names/misnomers.js";
import { kindred } from "../names/name-rules.js";
import type { Scenario } from "./scenario-file.js";

/** What a scenario claims to prove, held against the rules and policies that there are: coverage is made of it. */

/**
 * Rules and values of policies that a scenario names and that there are not. Works on unchecked content, so that these
 * faults are reported together with those of the schema.
 */
export function unknownClaims(content: unknown): Misnomer[] {
  if (typeof content !== "object" || content === null) return [];
  const { rules, policies } = content as { rules?: unknown; policies?: unknown };
  return [...unknownRules(rules, ["rules"]), ...unknownPolicies(policies)];
}

function unknownRules(rules: unknown, path: Misnomer["path"]): Misnomer[] {
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule: unknown, index) => {
    // FreePBX has more rules than are listed here; the other families are complete.
    if (typeof rule !== "string" || !/^((HD|EH|F)-\d+[a-j]?|T\d+)$/.test(rule)) return [];
    if ((ruleIds as readonly string[]).includes(rule)) return [];
    const message = `there is no rule ${rule}`;
    return [{ path: [...path, index], message, name: rule, known: kindred(rule, ruleIds) }];
  });
}

function unknownPolicies(policies: unknown): Misnomer[] {
  if (typeof policies !== "object" || policies === null || Array.isArray(policies)) return [];
  return Object.entries(policies).flatMap(([name, value]: [string, unknown]) => {
    // An unknown name is an unknown word for the schema, which reports it.
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
