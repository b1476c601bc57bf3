import { describe, expect, it } from "vitest";
import { afterKey, entered, type KeypadEntry, type KeypadStep } from "../../../sim/dialplan/keypad-entry.js";

const isRight = (typed: string): boolean => typed === "0471";

/** What comes of pressing all of these keys; a dot is silence. */
function pressed(keys: string, left: number): KeypadStep {
  let step: KeypadStep = { entry: { typed: "", left } };
  for (const key of keys) {
    if ("end" in step) throw new Error(`over before ${key}`);
    const { entry }: { entry: KeypadEntry } = step;
    step = key === "." ? entered(entry, isRight) : afterKey(entry, key, isRight);
  }
  return step;
}

describe("PBX-105, PBX-106: what is typed at a gate", () => {
  it.each([
    ["0471#", 1],
    ["0471.", 1],
    ["1#0471#", 2],
    [".0471.", 2],
  ])("%s of %i entries is right", (keys, left) => {
    expect(pressed(keys, left)).toEqual({ end: "right" });
  });

  it.each([
    ["471#", 1],
    ["00471#", 1],
    ["0471*#", 1],
    ["#", 1],
    [".", 1],
    ["1#2#3#4#", 4],
    ["#.#", 3],
  ])("%s of %i entries is wrong in the end", (keys, left) => {
    expect(pressed(keys, left)).toEqual({ end: "wrong" });
  });

  it("a wrong entry begins the next one anew", () => {
    expect(pressed("047#1", 2)).toEqual({ entry: { typed: "1", left: 1 } });
  });
});
