import { expect, test } from "vitest";
import { parseTarget } from "../../../../sim/model/control/parse-target.js";
import { DeskfleetErrors, describeErrors } from "../../../../sim/model/errors.js";
import { type FileKind, fileKind, refuseOtherKind } from "../../../../sim/model/files/file-kind.js";
import { parsePlan } from "../../../../sim/model/load/parse-plan.js";
import { parseProfile } from "../../../../sim/model/profile/parse-profile.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { parseScenario } from "../../../../sim/scenario/file/load-scenario.js";

test.each([
  ["# why\nsetup: x\nlocations: {}\n", "setup"],
  ["scenario: x\nsetup: y\n", "scenario"],
  ["plan: x\nsetup: y\n", "plan"],
  ["target: x\n", "target"],
  ["profile: x\n", "profile"],
  ["setup: y\nscenario: x\n", undefined],
  ["setup: y\nsteps: []\n", undefined],
  ["name: x\nsetup: y\n", undefined],
  ["", undefined],
])("%j is known by its first word: %s", (text, kind) => {
  expect(fileKind(text)).toBe(kind);
});

test.each<[FileKind, (source: { file: string; text: string }) => unknown]>([
  ["setup", (source) => parseSetup(source, [])],
  ["scenario", (source) => parseScenario(source, [])],
  ["plan", parsePlan],
  ["target", parseTarget],
  ["profile", (source) => parseProfile(source, new Map())],
])("a file of another kind than a %s gets one error, and what to do with it", (wanted, parse) => {
  const other = wanted === "setup" ? "scenario" : "setup";
  try {
    parse({ file: "f.yaml", text: `# x\n\n${other}: x\nsetup: y\nnonsense: [` });
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof DeskfleetErrors)) throw error;
    expect(error.errors).toHaveLength(1);
    expect(describeErrors(error.errors)).toMatch(
      new RegExp(`^f\\.yaml:3:1: this is a ${other}, not a.* ${wanted}.*\\n  → .*deskfleet`),
    );
  }
});

test("a file that has the wanted word somewhere is not refused", () => {
  refuseOtherKind({ file: "f.yaml", text: "target: x\nscenario: y\n" }, "scenario");
});
