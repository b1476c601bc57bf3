import { readdirSync, readFileSync } from "node:fs";
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

test("a word whose file places calls says so, and no other does", () => {
  const places = /handset\.(?:dial|panic)\(|from "\.\.\/sampling\//;
  const placing = filesOf("words").filter((word) =>
    places.test(readFileSync(`sim/scenario/words/${word}.ts`, "utf8")),
  );
  const dialling = Object.entries(words).flatMap(([word, { dials }]) => (dials ? [word] : []));
  expect(dialling.toSorted()).toEqual(placing.toSorted());
});
