import { expect, test } from "vitest";
import { bySharedKeys } from "../../../sim/audit/layouts-in-use.js";
import { sampleSetup } from "../backend/sample-setup.js";

const setup = sampleSetup((input) => {
  input["model-layouts"] = {
    made: { model: "CIP270", description: "Made", keys: [{ type: "line" }] },
    clone: { model: "CIP250", description: "Clone", "clone-of": "made" },
    again: { model: "CIP230", description: "Clone of the clone", "clone-of": "clone" },
    own: {
      model: "CIP230",
      description: "Changed after it was cloned",
      "clone-of": "made",
      keys: [{ type: "none" }],
    },
    left: { model: "CIP230", description: "Clone of right", "clone-of": "right" },
    right: { model: "CIP230", description: "Clone of left", "clone-of": "left" },
  };
});

test("clones share the keys of the layout that they were made from, over any number of steps", () => {
  expect(bySharedKeys(setup, ["again", "made", "own", "clone"])).toEqual([
    { at: "made", layouts: ["again", "made", "clone"] },
    { at: "own", layouts: ["own"] },
  ]);
});

test("where the original is not concerned, the first clone is where to mend it", () => {
  expect(bySharedKeys(setup, ["clone", "again"])).toEqual([{ at: "clone", layouts: ["clone", "again"] }]);
});

test("layouts that are clones of each other have no keys, and come to an end", () => {
  expect(bySharedKeys(setup, ["left", "right"]).flatMap(({ layouts }) => layouts)).toEqual(["left", "right"]);
});
