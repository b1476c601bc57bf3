import type { Check } from "../../sim/audit/check.js";
import { checks } from "../../sim/audit/checks.js";
import { faultNames, faults } from "../../sim/model/rules/faults.js";
import { type RuleFamily, type RuleId, ruleFamilies, ruleIds, rules } from "../../sim/model/rules/rules.js";
import {
  type PolicyName,
  policiesSchema,
  policyNames,
  policyValueName,
  policyValues,
} from "../../sim/model/setup/policies.js";
import type { Proof } from "./find-proofs.js";
import { notYet } from "./not-yet.js";

/** `docs/coverage.md`: each rule and each value of a policy with the files that prove it. */
export function coveragePage(proofs: readonly Proof[]): string {
  return `# Coverage
What proves each rule and each value of each policy. A scenario declares it with \`rules:\` and \`policies:\`, a test in a
line \`// proves: …\`; what no scenario can say stands in \`test/proofs/wire/\`. A check of \`deskfleet check\` ([checks.md](checks.md)) foretells what a careless setup will do: its
test shows it in such a setup, and not in a careful one. The last column names faults of \`deskfleet run --fault\` that
break the rule: with one of them on, at least one of the proofs must fail.

\`npm run coverage-page\` makes this page. One test fails if it is stale, another if a row has no proof. The rows without
one stand in \`test/proofs/not-yet.ts\` with their reasons.

${ruleFamilies.map((family) => `## ${family.title}\n${ruleTable(family, proofs)}`).join("\n\n")}

## Not yet
| id | rule | why not |
| --- | --- | --- |
${unprovedRows().join("\n")}

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
page "Hot Desking: Initial Setup" of ClearlyIP demands, in our words; *T* rules are the transitions of a phone between its states.
*EH*: how an emergency call is lost. *PBX*: how FreePBX behaves; only what decides about such calls is listed, and other
numbers are cited as sources alone. *F*: failures seen on real systems.
\`deskfleet run --rule HD-7\` runs the scenarios that prove a rule.

This page is made by \`npm run coverage-page\` from \`sim/model/rules/\`.

| id | rule |
| --- | --- |
${ruleIds.map((id) => `| ${id} | ${rules[id]} |`).join("\n")}
`;
}

/** Rules and values of policies that nothing proves, such as `HD-12` and `policy reboot-other=fail`. */
export function unproved(proofs: readonly Proof[]): string[] {
  return [
    ...ruleFamilies.flatMap((family) => family.rules.filter((id) => !isProved(id, family, proofs))),
    ...policyNames.flatMap((name) =>
      policyValues(name)
        .filter((value) => filesOfPolicy(name, value, proofs).length === 0)
        .map((value) => `policy ${name}=${value}`),
    ),
  ];
}

function isProved(id: RuleId, { provedByChecks }: RuleFamily, proofs: readonly Proof[]): boolean {
  return filesOfRule(id, proofs).length > 0 || (provedByChecks && checksOf(id).length > 0);
}

function ruleTable({ rules: all, provedByChecks }: RuleFamily, proofs: readonly Proof[]): string {
  const rows = all
    .filter((id) => !(id in notYet))
    .map((id) => {
      const foretold = provedByChecks ? ` ${checkLinks(id)} |` : "";
      return `| ${id} | ${rules[id]} | ${links(filesOfRule(id, proofs))} |${foretold} ${brokenBy(id)} |`;
    });
  return [
    `| id | rule | proved by |${provedByChecks ? " foretold by |" : ""} broken by |`,
    `| --- | --- | --- |${provedByChecks ? " --- |" : ""} --- |`,
    ...rows,
  ].join("\n");
}

function unprovedRows(): string[] {
  return ruleIds.flatMap((id) => {
    const reason = notYet[id];
    return reason === undefined ? [] : [`| ${id} | ${rules[id]} | ${reason} |`];
  });
}

function policyRows(name: PolicyName, proofs: readonly Proof[]): string[] {
  const usual = policyValueName(name, policiesSchema.parse({}));
  return policyValues(name).map((value, index) => {
    const shown = value === usual ? `**${value}**` : value;
    return `| ${index === 0 ? name : ""} | ${shown} | ${links(filesOfPolicy(name, value, proofs))} |`;
  });
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
  return breaking.length === 0 ? "none" : breaking.map((name) => `\`${name}\``).join(", ");
}

function checksOf(id: RuleId): Check[] {
  return checks.filter(({ rules: cited, foretells = [] }) => cited.includes(id) || foretells.includes(id));
}

function checkLinks(id: RuleId): string {
  return checksOf(id)
    .map((check) => `[${check.id}](checks.md#${check.id})`)
    .join(", ");
}

function links(files: readonly string[]): string {
  return files.map((file) => `[${shortName(file)}](../${file})`).join(", ");
}

function shortName(file: string): string {
  return file.replace(/^scenarios\/suites\/|^test\/(e2e|unit|proofs)\//, "").replace(/\.yaml$/, "");
}
