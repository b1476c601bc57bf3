import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { runProof } from "../../../proofs/wire/wire-proof.js";
import { wireProofs } from "../../../proofs/wire/wire-proofs.js";

const proofs = Object.values(wireProofs).flat();

test.each(proofs)("$rules: $says", (proof) => runProof(proof));

test("every file of proofs is in the list, and every name is one proof's alone", () => {
  const files = readdirSync("test/proofs/wire").map((name) => name.replace(/\.ts$/, ""));
  expect(Object.keys(wireProofs).sort()).toEqual(files.filter((name) => !/^wire-proofs?$/.test(name)).sort());
  expect(new Set(proofs.map(({ name }) => name)).size).toBe(proofs.length);
});
