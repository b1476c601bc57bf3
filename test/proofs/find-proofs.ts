import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { selectScenarios } from "../../sim/cli/run/select-scenarios.js";
import { loadProfiles } from "../../sim/files/package-files.js";
import { type RuleId, ruleIds } from "../../sim/model/rules/rules.js";
import { type PolicyName, policyNames, policyValues } from "../../sim/model/setup/policies.js";
import { wireProofs } from "./wire/wire-proofs.js";

/** A file that proves rules or values of policies, and where a reader finds it. */
export interface Proof {
  /** From the root of the repository. */
  readonly file: string;
  readonly rules: readonly string[];
  readonly policies: readonly (readonly [name: PolicyName, value: string])[];
}

const suites = "scenarios/suites";
/** Tests of whole commands, with and without a process of their own, and of their parts. */
const testFolders = ["test/command", "test/e2e", "test/unit"];

/** Every proof that there is: the built-in suites, the proofs on the wire, and tests with a tag. Sorted by file. */
export function findProofs(): Proof[] {
  return [...scenarioProofs(), ...proofsOnTheWire(), ...testProofs()].sort((left, right) =>
    left.file < right.file ? -1 : 1,
  );
}

function scenarioProofs(): Proof[] {
  const planned = selectScenarios({ paths: [suites], tags: [], grep: undefined, rules: [] }, loadProfiles());
  return planned.map(({ scenario: { file, rules, policies } }) => ({
    file,
    rules,
    policies: policyNames.flatMap((name) => {
      const value = policies[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  }));
}

function proofsOnTheWire(): Proof[] {
  return Object.entries(wireProofs).map(([name, proofs]) => ({
    file: `test/proofs/wire/${name}.ts`,
    rules: proofs.flatMap(({ rules }) => rules),
    policies: [],
  }));
}

function testProofs(): Proof[] {
  return (
    testFolders
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
      )
      // Its tags are examples.
      .filter((file) => file.endsWith(".test.ts") && file !== "test/unit/docs/pages.test.ts")
      .flatMap((file) => readTags(file, readFileSync(file, "utf8")))
  );
}

/**
 * What a test says that it proves, in a line of its own: `// proves: HD-12, T9, policy reboot-other=fail`.
 * @throws Error where a tag names a rule, a policy or a value that there is not
 */
export function readTags(file: string, text: string): Proof[] {
  const claims = [...text.matchAll(/^[ \t]*\/\/ proves: (.+)$/gm)].flatMap(([, tags = ""]) =>
    tags.split(",").map((tag) => tag.trim()),
  );
  if (claims.length === 0) return [];
  const policies = claims.flatMap((claim) => {
    const [, name = "", value = ""] = /^policy ([\w-]+)=([\w-]+)$/.exec(claim) ?? [];
    if (name === "") return [];
    const policy = policyNames.find((each) => each === name);
    if (policy === undefined || !policyValues(policy).includes(value)) {
      throw new Error(`${file}: "proves: ${claim}": there is no such policy or value`);
    }
    return [[policy, value] as const];
  });
  const rules = claims.filter((claim) => !claim.startsWith("policy "));
  for (const rule of rules) {
    if (!ruleIds.includes(rule as RuleId)) {
      throw new Error(`${file}: "proves: ${rule}": there is no such rule`);
    }
  }
  return [{ file, rules, policies }];
}
