import type { Finding } from "../model/control/control-api.js";
import type { Profiles } from "../model/profile/profile.js";
import type { Setup } from "../model/setup/setup.js";

/** One rule of the audit: what it finds in a setup, in the order of the file. */
export type AuditRule = (setup: Setup, profiles: Profiles) => readonly Finding[];
