import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { DeskfleetErrors } from "../../../../sim/model/errors.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { carefulInput } from "../../audit/careful-setup.js";

const text = readFileSync("scenarios/setups/two-offices.yaml", "utf8");
const models = ["CIP230", "CIP250", "CIP270"];

/** All that is wrong with a setup: `DF_FILE_SCHEMA text`. */
function faultsIn(setup: string): string[] {
  try {
    parseSetup({ file: "x.yaml", text: setup }, models);
    return [];
  } catch (error) {
    if (!(error instanceof DeskfleetErrors)) throw error;
    return error.errors.map(({ code, message }) => `${code} ${message}`);
  }
}

/** The setup of two offices, with each text replaced. */
function withChanges(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`the setup does not hold ${from}`);
    return changed.replace(from, to);
  }, text);
}

const noTrunk = ["trunk: emergency", "trunk: emergancy"] as const;

test("a fault of the schema and a name that points at nothing are told together, in the order of the file", () => {
  const faults = faultsIn(withChanges(["role: placeholder", "role: placeholdre"], noTrunk));
  expect(faults).toHaveLength(2);
  expect(faults[0]).toMatch(/^DF_FILE_SCHEMA extensions\.9000\.role: /);
  expect(faults[1]).toContain('there is no trunk "emergancy"');
});

test.each([
  // That 9000 is no placeholder follows from the fault: who mends that has it again.
  ["an entry with a fault is no missing name", ["role: placeholder", "role: placeholdre"]],
  [
    "a field that must be, and is not",
    ["role: placeholder, secret: s3cret-placeholder-aa55", "role: placeholder"],
  ],
  ["a section that nobody knows", ["\ntrunks:\n", "\ntrunk:\n"]],
] as const)("%s", (_why, change) => {
  const faults = faultsIn(withChanges(change));
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.filter((fault) => !fault.startsWith("DF_FILE_SCHEMA"))).toEqual([]);
});

test("a fault in one route hides no name in the other sections", () => {
  const faults = faultsIn(
    withChanges(
      ["type: emergency", "type: emergancy"],
      ["login-templates: [", "login-templates: [Nowhere, "],
    ),
  );
  expect(faults.map((fault) => fault.split(" ")[0]).sort()).toEqual(["DF_FILE_REFERENCE", "DF_FILE_SCHEMA"]);
});

test("whatever is wrong, no name is told to be missing that is there", () => {
  const paths = places(carefulInput());
  const changes = fc.array(fc.tuple(fc.constantFrom(...paths), fc.constantFrom(null, true, 7)), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(changes, (wrong) => {
      const content = structuredClone(carefulInput());
      for (const [path, value] of wrong) put(content, path, value);
      const faults = faultsIn(stringify(content, { aliasDuplicateObjects: false }));
      expect(faults.filter((fault) => !fault.startsWith("DF_FILE_SCHEMA"))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

type Path = readonly (string | number)[];

/** Every place in a content, whole sections too. */
function places(content: unknown, path: Path = []): Path[] {
  if (typeof content !== "object" || content === null) return [path];
  const below = Object.entries(content).flatMap(([key, value]) =>
    places(value, [...path, Array.isArray(content) ? Number(key) : key]),
  );
  return path.length === 0 ? below : [path, ...below];
}

function put(content: unknown, path: Path, value: unknown): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as Record<string | number, unknown> | null)?.[key], content);
  const last = path.at(-1);
  if (typeof parent === "object" && parent !== null && last !== undefined) {
    (parent as Record<string | number, unknown>)[last] = value;
  }
}
