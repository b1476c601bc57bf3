import type { Setup } from "../../model/setup/setup.js";

/** The voicemail PIN of an extension as stored; undefined: no mailbox, thus no PIN (PBX-126). */
export function storedPin(setup: Setup, extension: string): string | undefined {
  return Object.hasOwn(setup.extensions, extension) ? setup.extensions[extension]?.voicemail?.pin : undefined;
}

/** A lone minus only says "the user may not change it": there is still no PIN (PBX-128). */
export function isBlankPin(stored: string): boolean {
  return stored === "" || stored === "-";
}

/**
 * Whether a typed PIN is the stored one. A leading minus is not part of it (PBX-127, policy stored-pin-minus); PINs are
 * text, so 0012 is not 12, unless policy pin-compare says so (PBX-129).
 */
export function pinMatches(setup: Setup, stored: string, typed: string): boolean {
  const { storedPinMinus, pinCompare } = setup.policies;
  const pin = storedPinMinus === "strip" ? stored.replace(/^-/, "") : stored;
  if (pin === typed) return true;
  if (pinCompare === "text" || !isNumber(pin) || !isNumber(typed)) return false;
  return withoutLeadingZeros(pin) === withoutLeadingZeros(typed);
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** Not `Number()`: PINs of 20 digits would lose their ends. */
function withoutLeadingZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, "");
}
