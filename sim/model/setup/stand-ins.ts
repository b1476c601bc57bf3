import type { Setup } from "./setup.js";
import { isStandInPin } from "./stand-in-pin.js";

/** What `deskfleet import` writes in place of a SIP secret or a password of a route that was not to be written. */
export const standInSecret = "not-imported";

/** How many stand-ins a setup holds in place of each kind of secret. */
export interface StandInCounts {
  readonly secrets: number;
  readonly pins: number;
  /** Of routes. */
  readonly passwords: number;
}

/** Extensions whose PIN is a stand-in of the import. */
export function standInPins({ extensions }: Pick<Setup, "extensions">): string[] {
  return Object.entries(extensions).flatMap(([number, { voicemail }]) =>
    voicemail !== undefined && isStandInPin(voicemail.pin) ? [number] : [],
  );
}

/** Pure. */
export function countStandIns(setup: Pick<Setup, "extensions" | "routes">): StandInCounts {
  const secrets = Object.values(setup.extensions).filter(({ secret }) => secret === standInSecret);
  const passwords = setup.routes.filter(({ password }) => password === standInSecret);
  return { secrets: secrets.length, pins: standInPins(setup).length, passwords: passwords.length };
}
