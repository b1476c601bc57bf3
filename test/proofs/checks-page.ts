import type { Check } from "../../sim/audit/check.js";
import type { Finding } from "../../sim/model/control/control-api.js";

/** `docs/checks.md`: each check with what it finds in a careless setup. @param exampleOf the first that it finds there */
export function checksPage(checks: readonly Check[], exampleOf: (check: Check) => Finding): string {
  return `# Checks
What \`deskfleet check <setup>\` looks for, without running anything. Each check has a stable name; \`--json\` and
\`--format sarif\` give it as \`check\` and as rule id. A finding says where in the file it is, what will happen on the day,
how to mend it, and whom and what it hits. One cause is one finding, however many users, desks or clones it hits.

First comes the **911 matrix**: for each location and each state of a desk (logged in, visiting from another site, logged
out to the placeholder, placeholder full, blank) what becomes of a call to each emergency number: the route, the trunk, what
the PSAP is shown, which address it has for that and whom a call-back to it rings, or the first broken link. Without
\`inbound-routes\` nobody can say who is rung, and a line below says so. A user is *visiting* where the Emergency CID
belongs to another location. Routes have their hours: \`--at 2026-12-06T03:00Z\` asks for another moment than now. In
\`--json\` it is \`emergency\`. The matrix is what the embedded PBX does: a test has a simulated desk place the call of each cell,
and the PSAP call back.

| severity | means |
| --- | --- |
| error | somebody cannot call for help, is sent help to the wrong place, or cannot work; exit code 1 |
| warning | it goes wrong under conditions that will come; exit code 1 with \`--strict\` |
| advice | it works, and could be better |

\`--explain NUMBER\` says step by step what becomes of one number in place of all this. Its exit code is that of the call: 1 where an
emergency number (one of \`emergency-numbers\`, or one that an emergency route is there for) does not reach the PSAP for
somebody who is asked about, else 0. Of a call that
reaches it and is marked \`!\` in the matrix it says the same, with \`--from\`. In \`--json\` each explanation of such a number has
\`psap\`: \`reached\`, and what is \`missing\` or \`degraded\`.

The last line says what was looked at. What could not be judged, because the setup does not say enough, is named too.
The running backend asks the same questions at each Submit and under \`GET /findings\`.

\`npm run coverage-page\` makes this page from \`sim/audit/checks/\`; the examples are what the checks find in the careless
setups of their tests. To add a check: a file there (id, rules, severity, what it finds, the scenario that shows it, \`find\`),
its line in \`sim/audit/checks.ts\`, new rules in \`sim/model/rules/audited-rules.ts\`, and in \`test/unit/audit/cases/\` a careless
setup and what is near it but no fault. The scenario that is named plays on a setup in which the check finds its fault; a test
holds that, and lists the checks that no scenario shows, with the reasons. In the careful setup of the tests no check may find anything, what it says to paste
must mend what it found, and no other check may find the same cause.

| check | severity | finds |
| --- | --- | --- |
${checks.map(({ id, severity, finds }) => `| [${id}](#${id}) | ${severity} | ${finds} |`).join("\n")}

${checks.map((check) => section(check, exampleOf(check))).join("\n")}`;
}

function section(
  { id, severity, rules, finds, proof }: Check,
  { message, hint, snippet, path }: Finding,
): string {
  const shown = proof === undefined ? "" : ` · shown by [${proof}](../scenarios/suites/${proof}.yaml)`;
  const paste = snippet === undefined ? "" : `\`\`\`yaml\n${snippet}\n\`\`\`\n`;
  return `## ${id}
${finds}

*${severity}* · ${rules.join(", ")}${shown}

> \`${path.join(".")}\`: ${message}

${hint}
${paste}`;
}
