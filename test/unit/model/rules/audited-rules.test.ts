import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { auditedRules } from "../../../../sim/model/rules/audited-rules.js";

test("the audited rules are those that the audit names in its findings", () => {
  const sources = readdirSync("sim/audit").map((file) => readFileSync(`sim/audit/${file}`, "utf8"));
  const named = sources.flatMap((text) => [...text.matchAll(/"((?:HD|EH|PBX)-\d+)"/g)].map(([, id]) => id));
  expect(new Set(named)).toEqual(new Set(auditedRules));
});
