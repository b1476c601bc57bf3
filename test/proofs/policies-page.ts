import {
  type PolicyName,
  policiesSchema,
  policyNames,
  policyText,
  policyValueName,
  policyValues,
} from "../../sim/model/setup/policies.js";

/** `docs/policies.md`: what each policy decides, and what each of its values means. */
export function policiesPage(): string {
  return `# Policies
Where ClearlyIP's page "Hot Desking: Initial Setup" is silent, a policy decides: a named choice with a default. A setup without \`policies:\`
has all the defaults; one with it names what differs:

\`\`\`yaml
policies:
  second-login: refuse
  auto-logout: daily:18:00
  placeholder-full: overflow:9001
  pin-lockout: { by: both, tries: 3, window: 5m, hold: 15m }
\`\`\`

A scenario lists in \`policies:\` the values that it proves ([coverage](coverage.md)). \`with: { policies: … }\` changes
policies for one scenario, \`POST /setup/submit\` changes them in a running backend.

This page is made by \`npm run coverage-page\` from \`sim/model/setup/policies/\`.

| policy | what it decides | values, the default in bold |
| --- | --- | --- |
${policyNames.map(row).join("\n")}
`;
}

function row(name: PolicyName): string {
  const { decides, values } = policyText(name);
  const usual = policyValueName(name, policiesSchema.parse({}));
  const each = policyValues(name).map((value) => {
    const shown = value === usual ? `**${value}**` : value;
    return `${shown}: ${values[value] ?? ""}`;
  });
  return `| \`${name}\` | ${decides} | ${each.join("<br>")} |`;
}
