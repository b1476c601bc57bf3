import { loadProfiles } from "../../../../sim/files/package-files.js";
import type { Profile } from "../../../../sim/model/profile/profile.js";

const profiles = loadProfiles();

/** A model of the package, with fields changed for the test. */
export function profileOf(model: string, changes: Partial<Profile> = {}): Profile {
  const profile = profiles.get(model);
  if (!profile) throw new Error(`no profile ${model}`);
  return { ...profile, ...changes };
}
