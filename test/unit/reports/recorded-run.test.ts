import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseStringPromise } from "xml2js";
import { json } from "../../../reports/json.js";
import { junit } from "../../../reports/junit.js";
import { reportKinds } from "../../../reports/kinds.js";
import { line } from "../../../reports/line/report.js";
import { decodeRunFile } from "../../../sim/transcript/run-file.js";

/**
 * A run file of deskfleet 0.1.0 as it was recorded before the reports showed what the backend notes: a login with a
 * wrong PIN, and a 911 call with the caller id of another office. It is never recorded anew.
 */
const { events } = recorded("recorded-run.ndjson");

function recorded(file: string) {
  return decodeRunFile(file, readFileSync(new URL(`fixtures/${file}`, import.meta.url), "utf8"));
}

test("a run file of before renders in every kind, with its verdict", async () => {
  for (const { name, render } of reportKinds) expect([name, render(events)]).not.toEqual([name, ""]);
  expect(line.render(events)).toContain("failed: 0 passed, 2 failed");
  expect(JSON.parse(json.render(events))).toMatchObject({ verdict: "failed", counts: { failed: 2 } });
  const { testsuites } = (await parseStringPromise(junit.render(events))) as {
    testsuites: { $: Record<string, string> };
  };
  expect(testsuites.$).toMatchObject({ tests: "2", failures: "2" });
});

test("the ladder says who did what, where each step begins, what the backend noted and where it broke", async () => {
  const { scenarios } = JSON.parse(json.render(events)) as { scenarios: { ladder: string[] }[] };
  const ladders = scenarios.map(({ ladder }) => ladder.join("\n")).join("\n\n");
  await expect(`${ladders}\n`).toMatchFileSnapshot("fixtures/recorded-run.ladder.txt");
});

/** Recorded by the same version: twenty desks, and a bound that no machine keeps. */
test("a load run of before renders in every kind, with its verdict", async () => {
  const { events: load, problems } = recorded("recorded-load.ndjson");
  expect(problems).toEqual([]);
  for (const { name, render } of reportKinds) expect([name, render(load)]).not.toEqual([name, ""]);
  expect(line.render(load)).toMatch(
    /^failed: Twenty desks\n {2}✓ count\(registered\) == 20 {2}\(20\)\n[\s\S]*✗ p95\(register\) < 1ms/,
  );
  expect(JSON.parse(json.render(load))).toMatchObject({ verdict: "failed", load: { plan: "Twenty desks" } });
  const { testsuites } = (await parseStringPromise(junit.render(load))) as {
    testsuites: { $: Record<string, string> };
  };
  expect(testsuites.$).toMatchObject({ tests: "3", failures: "1", errors: "0" });
});
