import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadProfiles } from "../../../../sim/files/package-files.js";
import { scratchFolder } from "../../../e2e/scratch.js";

test("two profiles of one model in one folder are refused; a user's replaces the built-in one", () => {
  const folder = scratchFolder();
  copyFileSync("profiles/cip250.yaml", join(folder, "cip250.yaml"));
  expect(loadProfiles(folder).get("CIP250")?.model).toBe("CIP250");

  copyFileSync("profiles/cip250.yaml", join(folder, "copy.yaml"));
  expect(() => loadProfiles(folder)).toThrow(
    /copy\.yaml: the model CIP250 is described in .*cip250\.yaml already/,
  );
});
