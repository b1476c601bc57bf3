import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { auditSetup } from "../../../sim/audit/audit-setup.js";
import { checks } from "../../../sim/audit/checks.js";
import { loadProfiles } from "../../../sim/files/package-files.js";
import { ruleIds } from "../../../sim/model/rules/rules.js";
import { parseSetup } from "../../../sim/model/setup/parse-setup.js";
import {
  policiesSchema,
  policyNames,
  policyValueName,
  policyValues,
} from "../../../sim/model/setup/policies.js";
import { checksPage } from "../../proofs/checks-page.js";
import { coveragePage, rulesPage, unproved } from "../../proofs/coverage-page.js";
import { findProofs, readTags } from "../../proofs/find-proofs.js";
import { notYet } from "../../proofs/not-yet.js";
import { policiesPage } from "../../proofs/policies-page.js";
import { exampleOf } from "../audit/cases/cases.js";

// `npm run coverage-page` writes these pages anew.

const proofs = findProofs();

test("docs/coverage.md is what the scenarios and tests say", async () => {
  await expect(coveragePage(proofs)).toMatchFileSnapshot("../../../docs/coverage.md");
});

test("every rule and every value of every policy has a proof, or a reason why not yet and none", () => {
  expect(unproved(proofs)).toEqual(ruleIds.filter((id) => id in notYet));
});

test("docs/rules.md lists every rule", async () => {
  await expect(rulesPage()).toMatchFileSnapshot("../../../docs/rules.md");
});

test("docs/policies.md lists every policy", async () => {
  await expect(policiesPage()).toMatchFileSnapshot("../../../docs/policies.md");
});

test("docs/checks.md explains every check by an example", async () => {
  await expect(checksPage(checks, exampleOf)).toMatchFileSnapshot("../../../docs/checks.md");
});

test("the texts of a policy name the very values that a setup may write", () => {
  const written = { "screen-timeout": 20, "placeholder-full": "overflow:9001", "auto-logout": "idle:5" };
  const argued: Readonly<Record<string, unknown>> = {
    seconds: written["screen-timeout"],
    overflow: written["placeholder-full"],
    idle: written["auto-logout"],
    daily: "daily:18:00",
  };
  for (const name of policyNames) {
    for (const value of policyValues(name)) {
      const policies = policiesSchema.parse({ [name]: argued[value] ?? value });
      expect(policyValueName(name, policies), name).toBe(value);
    }
  }
});

test("a test says in a line of its own what it proves", () => {
  const text = `// proves: HD-12, T9
test("x", () => {
  // proves: policy reboot-other=fail
});
const line = "// proves: HD-1";
`;
  expect(readTags("a.test.ts", text)).toEqual([
    { file: "a.test.ts", rules: ["HD-12", "T9"], policies: [["reboot-other", "fail"]] },
  ]);
  expect(readTags("a.test.ts", "test();\n")).toEqual([]);
  for (const tag of ["HD-99", "policy reboot-other=never", "policy reboot=fail", "nonsense"]) {
    expect(() => readTags("a.test.ts", `// proves: ${tag}\n`)).toThrow(`a.test.ts: "proves: ${tag}"`);
  }
});

test("what nothing proves is named, and a proof takes it off the list", () => {
  const all = unproved([]);
  expect(all).toEqual(expect.arrayContaining(["HD-1", "T19", "policy reboot-other=fail"]));
  const proof = { file: "a", rules: ["HD-1"], policies: [["reboot-other", "fail"]] } as const;
  const rest = unproved([proof]);
  expect(all.filter((each) => !rest.includes(each))).toEqual(["HD-1", "policy reboot-other=fail"]);
  expect(coveragePage([{ ...proof, file: "scenarios/suites/x/y.yaml" }])).toContain(
    "| HD-1 | a user logs out of one phone and into another, and the extension goes along | [x/y](../scenarios/suites/x/y.yaml) | `old-phone-keeps-user` |",
  );
});

test("the setup of docs/setups.md is good, and the audit finds no error in it", () => {
  const [text = ""] = /(?<=```yaml\n)[^`]+/.exec(readFileSync("docs/setups.md", "utf8")) ?? [];
  const profiles = loadProfiles();
  const setup = parseSetup({ file: "docs/setups.md", text }, [...profiles.keys()]);
  const errors = auditSetup(setup, profiles).filter(({ severity }) => severity === "error");
  expect(errors).toEqual([]);
});
