import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { auditFacts, auditSetup, findingsOf } from "../../../sim/audit/audit-setup.js";
import type { Check } from "../../../sim/audit/check.js";
import { checks } from "../../../sim/audit/checks.js";
import { setupFileSchema } from "../../../sim/model/setup/setup.js";
import { applySetupChanges } from "../../../sim/model/setup/setup-changes.js";
import { profiles } from "../backend/sample-setup.js";
import { carefulInput } from "./careful-setup.js";
import type { CheckCase } from "./cases/case.js";
import { cases, changed } from "./cases/cases.js";

test("the list of checks is the folder, each under the name of its file, in order", () => {
  const files = readdirSync("sim/audit/checks").map((file) => file.replace(/\.ts$/, ""));
  expect(checks.map(({ id }) => id)).toEqual(files.sort());
});

test("each check has a careless setup that shows it", () => {
  expect(Object.keys(cases).sort()).toEqual(checks.map(({ id }) => id).sort());
});

test("nothing at all is found in a careful setup", () => {
  expect(auditSetup(setupFileSchema.parse(carefulInput()), profiles)).toEqual([]);
});

const all: [string, Check, CheckCase][] = checks.flatMap((check) => {
  const shown = cases[check.id];
  return shown ? [[check.id, check, shown] as [string, Check, CheckCase]] : [];
});

test.each(all)("%s is found in a careless setup, once for each cause", (id, check, shown) => {
  const setup = setupFileSchema.parse(changed(shown.careless));
  const findings = auditSetup(setup, profiles, shown.devices);
  const own = findings.filter((finding) => finding.check === id);
  expect(own.map(({ severity, path }) => `${severity} ${path.join(".")}`)).toEqual(shown.found);
  if (shown.affects) expect(own[0]?.affects).toEqual(shown.affects);
  expect(own[0]?.message).toContain(shown.says ?? "");
  // One cause, one finding: nothing else has to say something about the same change.
  expect([...new Set(findings.map((finding) => finding.check))].sort()).toEqual(
    [id, ...(shown.also ?? [])].sort(),
  );
  for (const { rule, proof } of own) {
    expect(check.rules).toContain(rule);
    if (proof !== undefined) expect(existsSync(`scenarios/suites/${proof}.yaml`), proof).toBe(true);
  }
});

test.each(all.filter(([, , { silent }]) => silent))(
  "%s is silent where that is no fault",
  (_id, check, { silent }) => {
    for (const change of silent ?? []) {
      const facts = auditFacts(setupFileSchema.parse(changed(change)), profiles);
      expect(findingsOf(check, facts)).toEqual([]);
    }
  },
);

test.each(all)("what %s says to paste mends what it found", (_id, check, { careless, devices }) => {
  const input = changed(careless);
  const found = findingsOf(check, auditFacts(setupFileSchema.parse(input), profiles, devices));
  const mended = found.reduce<unknown>(
    (content, { snippet }) => (snippet === undefined ? content : applySetupChanges(content, parse(snippet))),
    input,
  );
  const left = findingsOf(check, auditFacts(setupFileSchema.parse(mended), profiles, devices));
  expect(left).toHaveLength(found.filter(({ snippet }) => snippet === undefined).length);
});

test.each(checks.filter(({ proof }) => proof !== undefined))(
  "the scenario that shows $id exists",
  ({ proof }) => {
    expect(existsSync(`scenarios/suites/${proof}.yaml`)).toBe(true);
  },
);
