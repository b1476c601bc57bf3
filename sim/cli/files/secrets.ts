import type { Setup } from "../../model/setup/setup.js";
import type { ForeignPbx } from "../target/foreign-pbx.js";

/**
 * Every secret and PIN of a setup: what must never be recorded. A PIN that is also the number of an extension (which
 * is common, PBX-129) is not in it: as a literal it would take that number out of everything. Where a PIN can stand,
 * in masked fields and `pin=` parameters, it is hidden by its place.
 * @param pbx its manager interface has a secret too
 */
export function secretsOf(setup: Setup, pbx?: Pick<ForeignPbx, "asterisk">): string[] {
  const ofRoutes = [
    ...Object.values(setup.pinSets).flatMap(({ pins }) => pins),
    ...setup.routes.flatMap(({ password }) => password ?? []),
  ].filter(isNoNumber(setup));
  const ofExtensions = Object.values(setup.extensions).flatMap(({ secret, voicemail }) => [
    secret,
    ...(voicemail === undefined
      ? []
      : [voicemail.pin, voicemail.pin.replace(/^-/, "")].filter(isNoNumber(setup))),
  ]);
  return [...ofExtensions, ...ofRoutes, ...(pbx ? [pbx.asterisk.ami.secret] : [])];
}

/** True for a PIN that is not a number that the setup uses. */
export function isNoNumber(setup: Setup): (pin: string) => boolean {
  return (pin) => pin !== "" && setup.extensions[pin] === undefined && !setup.emergencyNumbers.includes(pin);
}

/** True for a text that is a number in one of the setups: as a literal it would take that number out of everything. */
export function isNumberOf(setups: readonly Setup[]): (text: string) => boolean {
  const checks = [...new Set(setups)].map(isNoNumber);
  return (text) => checks.some((isNone) => !isNone(text));
}
