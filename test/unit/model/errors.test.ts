import { readFileSync } from "node:fs";
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
