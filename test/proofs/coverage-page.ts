import { faultNames, faults } from "../../sim/model/rules/faults.js";
import { type RuleId, ruleIds, rules } from "../../sim/model/rules/rules.js";
import {
  type PolicyName,
  policiesSchema,
  policyNames,
  policyValueName,
  policyValues,
} from "../../sim/model/setup/policies.js";
import type { Proof } from "./find-proofs.js";

/** `docs/coverage.md`: each rule and each value of a policy with the files that prove it. */
export function coveragePage(proofs: readonly Proof[]): string {
  const [hotDesk, transitions] = [ruleIds.filter(isHotDesk), ruleIds.filter((id) => !isHotDesk(id))];
  return `# Coverage
What proves each rule of hot desking and each value of each policy. A scenario declares it with \`rules:\` and
\`policies:\`, a test of a command in a line \`// proves: …\`. The last column names faults of \`deskfleet run --fault\`
that break the rule: with one of them on, at least one of the proofs must fail.

\`npm run coverage-page\` makes this page. One test fails if it is stale, another if a row has no proof.

## Rules of the seed page
${ruleTable(hotDesk, proofs)}

## Transitions of a phone
${ruleTable(transitions, proofs)}

## Policies
The default is in bold.

| policy | value | proved by |
| --- | --- | --- |
${policyNames.flatMap((name) => policyRows(name, proofs)).join("\n")}
`;
}

/** \`docs/rules.md\`: what the ids mean that scenarios, faults and reports cite. */
export function rulesPage(): string {
  return `# Rules
The meaning of the ids in scenarios, faults, the audit and [the coverage page](coverage.md). *HD* rules are what the
page "Hot Desking: Initial Setup" of ClearlyIP demands, in our words; *T* rules are the transitions of a phone between its states. *PBX*
and *EH* ids are cited as sources alone: how FreePBX behaves, and how an emergency call is lost.
\`deskfleet run --rule HD-7\` runs the scenarios that prove a rule.

This page is made by \`npm run coverage-page\` from \`sim/model/rules/rules.ts\`.

| id | rule |
| --- | --- |
${ruleIds.map((id) => `| ${id} | ${rules[id]} |`).join("\n")}
`;
}

/** Rules and values of policies that nothing proves, such as \`HD-12\` and \`policy reboot-other=fail\`. */
export function unproved(proofs: readonly Proof[]): string[] {
  return [
    ...ruleIds.filter((id) => filesOfRule(id, proofs).length === 0),
    ...policyNames.flatMap((name) =>
      policyValues(name)
        .filter((value) => filesOfPolicy(name, value, proofs).length === 0)
        .map((value) => `policy ${name}=${value}`),
    ),
  ];
}

function ruleTable(ids: readonly RuleId[], proofs: readonly Proof[]): string {
  const rows = ids.map(
    (id) => `| ${id} | ${rules[id]} | ${links(filesOfRule(id, proofs))} | ${brokenBy(id)} |`,
  );
  return ["| id | rule | proved by | broken by |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function policyRows(name: PolicyName, proofs: readonly Proof[]): string[] {
  const usual = policyValueName(name, policiesSchema.parse({}));
  return policyValues(name).map((value, index) => {
    const shown = value === usual ? `**${value}**` : value;
    return `| ${index === 0 ? name : ""} | ${shown} | ${links(filesOfPolicy(name, value, proofs))} |`;
  });
}

function isHotDesk(id: RuleId): boolean {
  return id.startsWith("HD-");
}

function filesOfRule(id: RuleId, proofs: readonly Proof[]): string[] {
  return proofs.filter(({ rules: proved }) => proved.includes(id)).map(({ file }) => file);
}

function filesOfPolicy(name: PolicyName, value: string, proofs: readonly Proof[]): string[] {
  return proofs
    .filter(({ policies }) => policies.some(([policy, proved]) => policy === name && proved === value))
    .map(({ file }) => file);
}

function brokenBy(id: RuleId): string {
  const breaking = faultNames.filter((name) => (faults[name].breaks as readonly RuleId[]).includes(id));
  return breaking.map((name) => `\`${name}\``).join(", ");
}

function links(files: readonly string[]): string {
  return files.map((file) => `[${shortName(file)}](../${file})`).join(", ");
}

function shortName(file: string): string {
  return file.replace(/^scenarios\/suites\/|^test\/e2e\//, "").replace(/\.yaml$/, "");
}
