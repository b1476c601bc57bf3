import { expect, test } from "vitest";
import { z } from "zod";
import { auditFacts, auditSetup } from "../../../../sim/audit/audit-setup.js";
import { checks } from "../../../../sim/audit/checks.js";
import { lookedAt, notJudged } from "../../../../sim/audit/looked-at.js";
import type { CheckReport } from "../../../../sim/cli/check/report.js";
import { checkSarif } from "../../../../sim/cli/check/sarif.js";
import { profiles, sampleSetup } from "../../backend/sample-setup.js";

/** What SARIF 2.1.0 (OASIS, schema errata 01) demands of the properties that we write; strict, so that none is made up. */
const level = z.enum(["none", "note", "warning", "error"]);
const message = z.strictObject({ text: z.string().min(1) });
const properties = z.looseObject({ tags: z.array(z.string()).optional() });
const region = z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) });
const result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(0),
  level,
  message,
  locations: z.array(
    z.strictObject({
      physicalLocation: z.strictObject({
        artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w.~:/?#[\]@!$&'()*+,;=%-]+$/) }),
        region,
      }),
      logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string() })),
    }),
  ),
  partialFingerprints: z.record(z.string(), z.string()),
  properties,
});
const rule = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  shortDescription: message,
  defaultConfiguration: z.strictObject({ level }),
  properties,
});
const sarifLog = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({ name: z.string(), version: z.string(), rules: z.array(rule) }),
      }),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.strictObject({ level, message })),
        }),
      ),
      columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
      results: z.array(result),
      properties,
    }),
  ]),
});

const setup = sampleSetup();
const findings = auditSetup(setup, profiles);

function logOf(file: string) {
  const facts = auditFacts(setup, profiles);
  const report: CheckReport = {
    setup: setup.setup,
    lookedAt: lookedAt(facts),
    checks: checks.length,
    notJudged: notJudged(facts),
    emergency: [],
    findings: findings.map((finding, index) => ({ ...finding, file, line: index + 1, column: 3 })),
  };
  return sarifLog.parse(JSON.parse(JSON.stringify(checkSarif(report, checks, "1.2.3")))).runs[0];
}

test("each finding is a result of the shape that SARIF asks for, and names its rule twice alike", () => {
  const { results, tool } = logOf("setups/my office.yaml");
  expect(results.map(({ ruleId }) => ruleId)).toEqual(findings.map(({ check }) => check));
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(checks.length);
  expect(results.map(({ level: each }) => each)).toEqual(
    findings.map(({ severity }) => (severity === "advice" ? "note" : severity)),
  );
});

test("places are where the finding is, in a path that a URI may hold", () => {
  const place = (file: string) => logOf(file).results[0]?.locations[0]?.physicalLocation;
  expect(place("setups/my office.yaml")).toEqual({
    artifactLocation: { uri: "setups/my%20office.yaml" },
    region: { startLine: 1, startColumn: 3 },
  });
  expect(place("/srv/a#b.yaml")?.artifactLocation.uri).toBe("file:///srv/a%23b.yaml");
});

test("a finding keeps its fingerprint, and no other has it", () => {
  const prints = logOf("a.yaml").results.map(
    ({ partialFingerprints }) => partialFingerprints["checkAndPath/v1"],
  );
  expect(prints).toContain("full-logout-unaccepted:groups.Cleaners.hotdesk.logout-action");
  expect(new Set(prints).size).toBe(prints.length);
});

test("what could not be judged is told, and is no finding", () => {
  const [invocation] = logOf("a.yaml").invocations;
  expect(invocation?.toolExecutionNotifications.map(({ message: { text } }) => text)).toEqual([
    "not judged: whether the placeholders have room for all desks: new-york, chicago do not say how many stand there (desks: { CIP270: 12 })",
    expect.stringMatching(
      /^not judged: whom the PSAP rings when it calls back: the setup has no inbound-routes/,
    ),
  ]);
});
