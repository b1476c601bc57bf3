import { expect, test } from "vitest";
import { unproved } from "../proofs/coverage-page.js";
import { findProofs } from "../proofs/find-proofs.js";

test("every rule and every value of every policy has a proof", () => {
  expect(unproved(findProofs())).toEqual([]);
});
