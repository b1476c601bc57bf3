import { type Check, listed, type PhoneEvidence } from "./check.js";

/** `history: ["1002", "911"]`: numbers dialled and numbers that called, since the phone last forgot them. */
export function checkHistory(expected: readonly string[], { view: { history } }: PhoneEvidence): Check {
  return {
    met: history.length === expected.length && history.every((number, index) => number === expected[index]),
    expected: `call history ${listed(expected)}`,
    seen: `call history ${listed(history)}`,
  };
}
