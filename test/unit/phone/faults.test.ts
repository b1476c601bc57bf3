import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

test("no part of a phone knows the planted defects, but for those that are one (ADR 6)", () => {
  const knowing = readdirSync("sim/phone", { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      file.endsWith(".ts") && readFileSync(join("sim/phone", file), "utf8").includes("rules/faults.js"),
  );
  expect(knowing).toEqual(["faults/phone-faults.ts"]);
});
