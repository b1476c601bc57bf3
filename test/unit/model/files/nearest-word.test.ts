import { expect, test } from "vitest";
import { nearestWord } from "../../../../sim/model/files/nearest-word.js";

test("a word that is far from every known one gets no suggestion", () => {
  expect(nearestWord("zzzzzz", ["login", "logout"])).toBeUndefined();
  expect(nearestWord("logn", ["login", "logout"])).toBe("login");
});

test("of two words as near, the one that begins alike is meant", () => {
  expect(nearestWord("--gerp", ["--help", "--grep"])).toBe("--grep");
});

test("a word that shares no letter with a short one was not meant", () => {
  expect(nearestWord("zz", ["T1"])).toBeUndefined();
});
