import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DeskfleetError, describeErrors, errorCatalogue } from "../../../sim/model/errors.js";

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

test("a hint that several errors share stands once at the end; a single one below its error", () => {
  const wrong = (message: string) => new DeskfleetError("DF_FILE_SCHEMA", message);
  const own = new DeskfleetError("DF_FILE_REFERENCE", "c", { hint: "Do that." });
  expect(describeErrors([wrong("a"), own, wrong("b")])).toBe(
    `a [DF_FILE_SCHEMA]\nc [DF_FILE_REFERENCE]\n  → Do that.\nb [DF_FILE_SCHEMA]\n  → ${errorCatalogue.DF_FILE_SCHEMA.hint}\n`,
  );
  const reference = (message: string) => new DeskfleetError("DF_FILE_REFERENCE", message);
  const { DF_FILE_SCHEMA: schema, DF_FILE_REFERENCE: name } = errorCatalogue;
  for (const errors of [
    [reference("n"), reference("o"), wrong("a"), wrong("b")],
    [wrong("a"), reference("n"), reference("o"), wrong("b")],
  ]) {
    expect(describeErrors(errors)).toContain(
      `]\n  → [DF_FILE_SCHEMA] ${schema.hint}\n  → [DF_FILE_REFERENCE] ${name.hint}\n`,
    );
  }
  expect(describeErrors([wrong("a")])).toBe(
    `a [DF_FILE_SCHEMA]\n  → ${errorCatalogue.DF_FILE_SCHEMA.hint}\n`,
  );
});
