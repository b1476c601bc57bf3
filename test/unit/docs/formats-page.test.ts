import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fieldNames } from "../../../sim/scenario/expectation-fields.js";
import { words } from "../../../sim/scenario/vocabulary.js";

const page = readFileSync("docs/formats.md", "utf8");

/** What stands first in each code of a text: `submit` for `submit: { set: … }`. */
function namesIn(text: string): string[] {
  const names = [...text.matchAll(/`([a-z-]+)[^`]*`/g)].map(([, name = ""]) => name);
  return [...new Set(names)].toSorted();
}

test("docs/formats.md has every word of a scenario in its table, and no other", () => {
  const [table = ""] = /(?<=\| step \| does \|\n)(?:\|.*\n)+/.exec(page) ?? [];
  const firstCells = table.replaceAll(/^\| (.*?) \|.*$/gm, "$1");
  expect(namesIn(firstCells)).toEqual(Object.keys(words).toSorted());
});

test("docs/formats.md says what each field of an expectation is about, and names no other", () => {
  const [paragraph = ""] = /(?<=\n`expect` on a phone: ).*?(?=\n\n)/s.exec(page) ?? [];
  expect(namesIn(paragraph)).toEqual([...fieldNames, "call"].toSorted());
});
