/** What a setup holds in place of a secret that was not to be written. */

export { standInSecret } from "../../../model/setup/stand-ins.js";

/** For a mailbox whose PIN no source had. */
export const unknownPin = "******";

/**
 * As long as the PIN, so that the audit can judge it: it may be empty, fixed (a leading `-`), short, or the number of
 * its own extension, which stays as it is.
 */
export function standInPin(pin: string, number: string): string {
  const sign = pin.startsWith("-") ? "-" : "";
  const digits = pin.slice(sign.length);
  return `${sign}${digits === number ? number : "*".repeat(digits.length)}`;
}
