import type { Setup } from "../model/setup.js";

/** Every secret and PIN of a setup: what must never be recorded. */
export function secretsOf(setup: Setup): string[] {
  return Object.values(setup.extensions).flatMap(({ secret, voicemail }) => [
    secret,
    ...(voicemail === undefined || voicemail.pin === ""
      ? []
      : [voicemail.pin, voicemail.pin.replace(/^-/, "")]),
  ]);
}
