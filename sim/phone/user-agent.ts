import type { Mac } from "../model/identity.js";
import { macWithColons } from "../model/identity.js";
import type { Profile } from "../model/profile.js";

/** Fills a user-agent template of the profile. */
export function userAgent(template: string, profile: Profile, mac: Mac): string {
  return template
    .replaceAll("{model}", profile.model)
    .replaceAll("{firmware}", profile.firmware)
    .replaceAll("{mac}", macWithColons(mac));
}
