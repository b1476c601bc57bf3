import { extensionOf } from "../model/setup/extension-of.js";
import type { Setup } from "../model/setup/setup.js";
import { matchesPattern } from "./match-pattern.js";

/**
 * Own patterns of a context beat every included one (PBX-92): a deny-all in that of an extension takes 911 from the
 * emergency route.
 * @returns the pattern that denies the number to the caller
 */
export function denyingPattern(setup: Setup, caller: string, number: string): string | undefined {
  return extensionOf(setup, caller)?.deniedNumbers.find((pattern) => matchesPattern(pattern, number));
}
