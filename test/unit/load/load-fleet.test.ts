import fc from "fast-check";
import { expect, test } from "vitest";
import { loadProfiles, loadSetup } from "../../../sim/cli/package-files.js";
import { DeskRecord } from "../../../sim/load/desk-record.js";
import { mappingsOf, spreadModels } from "../../../sim/load/load-fleet.js";

test("models are dealt evenly by their weights", () => {
  expect(spreadModels({ A: 1, B: 1, C: 2 }, 8).sort().join("")).toBe("AABBCCCC");
  expect(spreadModels({ A: 1, C: 1 }, 4)).toEqual(["A", "C", "A", "C"]);
});

test("in any beginning of the row each model is within one of its share", () => {
  const weights = fc.dictionary(fc.constantFrom("A", "B", "C", "D"), fc.integer({ min: 1, max: 9 }), {
    minKeys: 1,
  });
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 200 }), (mix, count) => {
      const dealt = spreadModels(mix, count);
      const total = Object.values(mix).reduce((sum, weight) => sum + weight, 0);
      expect(dealt).toHaveLength(count);
      for (const [model, weight] of Object.entries(mix)) {
        const got = dealt.filter((each) => each === model).length;
        expect(Math.abs(got - (count * weight) / total)).toBeLessThan(Object.keys(mix).length);
      }
    }),
  );
});

test("a mapping names the logout layout of the desk's model", () => {
  const setup = loadSetup("scenarios/setups/campus.yaml", loadProfiles());
  const desk = (model: string) =>
    new DeskRecord({ name: "d", model, mac: "001fc1000001", extension: "9001" });
  expect(mappingsOf([desk("CIP270")], setup)).toEqual([
    { mac: "001fc1000001", model: "CIP270", extension: "9001", template: "Default", layout: "logout-270" },
  ]);
});
