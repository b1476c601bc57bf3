import type { Device } from "../backend/hotdesk/mapping.js";
import type { Finding } from "../model/control/control-api.js";
import type { Profiles } from "../model/profile/profile.js";
import type { RuleId } from "../model/rules/rules.js";
import type { Setup } from "../model/setup/setup.js";
import type { CallBacks } from "./call-back.js";
import type { EmergencyEnd } from "./emergency-ends.js";
import type { EmergencyRoute } from "./emergency-routes.js";
import type { HotdeskUser } from "./hotdesk-users.js";

/** What a check looks at; worked out once for all of them. */
export interface AuditFacts {
  readonly setup: Setup;
  readonly profiles: Profiles;
  /** What phones are mapped to; none where the setup is not running. */
  readonly devices: readonly Device[];
  /** Who may log in. */
  readonly users: readonly HotdeskUser[];
  /** Extensions that phones are logged out to. */
  readonly placeholders: readonly string[];
  /** What keeps emergency calls from an emergency route. */
  readonly emergencyEnds: readonly EmergencyEnd[];
  /** The emergency routes that are taken, and where they lead. */
  readonly emergencyRoutes: readonly EmergencyRoute[];
  /** Whom the PSAP rings when it calls back. */
  readonly callBackTo: CallBacks;
}

/** One cause of trouble; whom and what it hits stands in it, so that the same advice is given once. */
export interface Found {
  /** Absent: that of the check. */
  readonly severity?: Finding["severity"];
  /** Absent: the first of the check. */
  readonly rule?: string;
  readonly path: Finding["path"];
  /** What will happen on the day. */
  readonly message: string;
  /** How to mend it. */
  readonly hint: string;
  /** The mend as changes of the setup: what is printed to be pasted. Texts in it may be there to be replaced. */
  readonly mend?: object;
  readonly affects?: Finding["affects"];
  /** Absent: that of the check. */
  readonly proof?: string;
}

/** One thing that the audit looks for, in a file of its own in `checks/`. */
export interface Check {
  /** Stable: reports, SARIF and suppressions cite it. Also the name of its file. */
  readonly id: string;
  /** What it stands on: the demands and hazards that its findings may cite. */
  readonly rules: readonly [string, ...string[]];
  /** What else it tells of before it happens, though its findings do not cite it. */
  readonly foretells?: readonly RuleId[];
  /** Of most of its findings. */
  readonly severity: Finding["severity"];
  /** What is wrong where it finds something, in one sentence. */
  readonly finds: string;
  /** Built-in scenario that shows it, as `topic/name`. */
  readonly proof?: string;
  readonly find: (facts: AuditFacts) => readonly Found[];
}
