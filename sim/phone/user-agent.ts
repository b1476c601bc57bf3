import type { Mac } from "../model/mac.js";
import { macWithColons } from "../model/mac.js";
import type { Profile } from "../model/profile/profile.js";

/** Fills a user-agent template of the profile. */
export function userAgent(template: string, profile: Profile, mac: Mac): string {
  return template
    .replaceAll("{model}", profile.model)
    .replaceAll("{firmware}", profile.firmware)
    .replaceAll("{mac}", macWithColons(mac));
}
