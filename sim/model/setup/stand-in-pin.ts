/**
 * Is it what `deskfleet import` writes where a PIN was not to be written, or no source had it? As many `*` as the PIN is long,
 * after a `-` where it is fixed.
 */
export function isStandInPin(pin: string): boolean {
  return /^-?\*+$/.test(pin);
}
