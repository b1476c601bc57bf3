import { emergencyPath } from "../../emergency/emergency-path.js";
import type { Expectation } from "../../model/scenario/expectation.js";
import { deskState } from "../../transcript/desk-state.js";
import type { Check, PhoneEvidence } from "./check.js";

/** `state: PLACEHOLDER`; READY holds for a user's and for a placeholder's account alike. */
export function checkState(
  expected: NonNullable<Expectation["state"]>,
  { view, setup }: PhoneEvidence,
): Check {
  const seen = deskState(view, setup);
  return {
    met: seen === expected || view.state === expected,
    expected: `state ${expected}`,
    seen: `state ${seen}${view.lastEvent === "" ? "" : ` (${view.lastEvent})`}`,
  };
}

/** `can-call-emergency: true`: the first emergency number of the setup would reach the PSAP from here. */
export function checkCanCallEmergency(expected: boolean, { view, setup }: PhoneEvidence): Check {
  const number = setup.emergencyNumbers[0] ?? "911";
  const { path, missing } = emergencyPath(view, setup, number);
  return {
    met: (path !== "none") === expected,
    expected: expected ? `can call ${number}` : `cannot call ${number}`,
    seen: path === "none" ? `cannot call ${number}: ${missing}` : `can call ${number}`,
  };
}
