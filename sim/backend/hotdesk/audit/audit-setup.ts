import type { Finding } from "../../../model/control-api.js";
import type { Profiles } from "../../../model/profile.js";
import type { Setup } from "../../../model/setup.js";

/** What will go wrong on the day: everything that can be said of a setup without running it. Pure. */
export function auditSetup(_setup: Setup, _profiles: Profiles): Finding[] {
  return [];
}
