import { expect, test } from "vitest";
import { nextState, type PowerInput } from "../../../sim/phone/power.js";
import type { HandsetState } from "../../../sim/transcript/handset-state.js";

const states: HandsetState[] = ["OFF", "BOOT", "STRANDED", "BLANK", "READY", "SWITCH"];
const inputs: PowerInput[] = [
  "power-on",
  "power-cut",
  "reboot",
  "account",
  "no-account",
  "nothing",
  "provision",
];

test("a power cut leads from every state with power to OFF, and only power leads out of it", () => {
  for (const state of states.filter((each) => each !== "OFF")) {
    expect(nextState(state, "power-cut")).toBe("OFF");
    expect(nextState(state, "power-on")).toBeUndefined();
  }
  expect(inputs.filter((input) => nextState("OFF", input))).toEqual(["power-on"]);
});

test("a phone is provisioned where it has a configuration or begins to have one, and ends in one of the two such states", () => {
  expect(states.filter((state) => nextState(state, "provision"))).toEqual([
    "BOOT",
    "STRANDED",
    "BLANK",
    "READY",
  ]);
  expect([nextState("SWITCH", "account"), nextState("SWITCH", "no-account")]).toEqual(["READY", "BLANK"]);
  expect(nextState("SWITCH", "nothing")).toBeUndefined();
});

test("a phone is stranded by starting alone", () => {
  expect(states.filter((state) => nextState(state, "nothing"))).toEqual(["BOOT", "STRANDED"]);
});
