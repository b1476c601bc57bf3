import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorCatalogue } from "../../../sim/model/errors.js";

test("docs/errors.md lists exactly the codes of the catalogue, with fault and hint", () => {
  const rows = readFileSync("docs/errors.md", "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, code, fault, hint] = /^\| `(\w+)` \| (\w+) \| (.*) \|$/.exec(line) ?? [];
      return code === undefined ? [] : [[code, { fault, hint }] as const];
    });
  expect(Object.fromEntries(rows)).toEqual(errorCatalogue);
});

test("every code of the catalogue is raised somewhere", () => {
  const sources = readdirSync("sim", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "errors.ts")
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
  for (const code of Object.keys(errorCatalogue)) expect(sources).toContain(`"${code}"`);
});
