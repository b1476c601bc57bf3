import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { fieldNames } from "../../../sim/scenario/expectation-fields.js";
import { words } from "../../../sim/scenario/vocabulary.js";

function filesOf(folder: string): string[] {
  return readdirSync(`sim/scenario/${folder}`).map((file) => file.replace(/\.ts$/, ""));
}

test("every file of a word is in the vocabulary under its name, and nothing else is", () => {
  expect(Object.keys(words).toSorted()).toEqual(filesOf("words").toSorted());
});

test("every file of an expectation is a field under its name, and nothing else is", () => {
  expect([...fieldNames].toSorted()).toEqual(filesOf("expectations").toSorted());
});
