import { expect, test } from "vitest";
import { json } from "../../../reports/json.js";
import { invalidRun, sampleRun, stuck } from "./sample-run.js";

test("the document has verdict, counts and every scenario with its steps", () => {
  const report = JSON.parse(json.render(sampleRun()));
  expect(report).toMatchObject({
    schemaVersion: 1,
    verdict: "failed",
    invalid: [],
    seed: 42,
    counts: { passed: 1, failed: 1, flaky: 1, blocked: 1, skipped: 1 },
  });
  expect(report.scenarios).toHaveLength(5);
  expect(report.scenarios[1]).toMatchObject({
    name: "A login fails",
    file: "scenarios/suites/login/two.yaml",
    verdict: "failed",
    durationMs: 30,
    steps: [{ line: 7, verdict: "failed", expected: 'registered: "1001"', lastSeen: "registered as 9000" }],
  });
  expect(report.scenarios[1].ladder.join("\n")).toContain("REGISTER sip:127.0.0.1 (repeat)");
  expect(report.scenarios[2].earlierAttempts).toHaveLength(1);
});

test("a run that cannot be trusted says why", () => {
  expect(JSON.parse(json.render(invalidRun()))).toMatchObject({ verdict: "invalid", invalid: [stuck] });
});

test("a run without an end is interrupted and keeps what ended", () => {
  const cut = sampleRun().slice(0, -1);
  expect(JSON.parse(json.render(cut))).toMatchObject({
    verdict: "interrupted",
    counts: { passed: 1, failed: 1 },
  });
});
