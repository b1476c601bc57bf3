import { expect, test } from "vitest";
import { nearestWord } from "../../../../sim/model/files/nearest-word.js";

test("a word that is far from every known one gets no suggestion", () => {
  expect(nearestWord("zzzzzz", ["login", "logout"])).toBeUndefined();
  expect(nearestWord("logn", ["login", "logout"])).toBe("login");
});
