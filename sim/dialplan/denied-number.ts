import { extensionOf } from "../model/setup/extension-of.js";
import type { Setup } from "../model/setup/setup.js";
import type { DecisionEnd, DecisionStep, DialRequest } from "./decision.js";
import { matchesPattern } from "./match-pattern.js";

/**
 * Own patterns of a context beat every included one (PBX-92): a deny-all in that of an extension takes 911 from the
 * emergency route.
 * @returns the pattern that denies the number to the caller
 */
export function denyingPattern(setup: Setup, caller: string, number: string): string | undefined {
  return extensionOf(setup, caller)?.deniedNumbers.find((pattern) => matchesPattern(pattern, number));
}

/** @returns the refusal where the context of the caller denies the number */
export function deniedNumber(
  { setup, caller, number }: DialRequest,
  steps: DecisionStep[],
): DecisionEnd | undefined {
  const pattern = denyingPattern(setup, caller, number);
  if (pattern === undefined) return undefined;
  const why = `${number} is denied to ${caller} (denied-numbers: ${pattern})`;
  steps.push({ rule: "PBX-92", path: ["extensions", caller, "denied-numbers"], text: why });
  return { kind: "refuse", status: 403, why };
}
