import type { Device } from "../backend/hotdesk/mapping.js";
import type { Finding } from "../model/control/control-api.js";
import type { Profiles } from "../model/profile/profile.js";
import type { Setup } from "../model/setup/setup.js";
import { unreachableEmergency } from "./emergency-route.js";
import { fullLogoutUnaccepted } from "./full-logout.js";
import { unresolvedHosts } from "./hosts.js";
import { keysAgainstLevel } from "./keys-against-level.js";
import { keysLacking } from "./keys-lacking.js";
import { loginImpossible } from "./login-impossible.js";
import { logoutLayoutsMissing } from "./logout-layouts-missing.js";
import { mappingsAstray } from "./mappings-astray.js";
import { nothingToPick } from "./nothing-to-pick.js";
import { pinOverHttp } from "./pin-over-http.js";
import { placeholderContacts } from "./placeholder-contacts.js";
import { placeholderGroup } from "./placeholder-group.js";
import { placeholderMailbox } from "./placeholder-mailbox.js";
import { placeholderOfOtherSite } from "./placeholder-of-other-site.js";
import type { AuditRule } from "./rule.js";
import { surplus } from "./surplus.js";

const rules: readonly AuditRule[] = [
  unresolvedHosts,
  keysAgainstLevel,
  nothingToPick,
  loginImpossible,
  fullLogoutUnaccepted,
  unreachableEmergency,
  placeholderContacts,
  placeholderGroup,
  placeholderMailbox,
  placeholderOfOtherSite,
  pinOverHttp,
  logoutLayoutsMissing,
  keysLacking,
  surplus,
];

const severities: readonly Finding["severity"][] = ["error", "warning", "advice"];

/**
 * What will go wrong on the day: everything that can be said of a setup without running it. The worst come first.
 * @param devices where it runs: what the phones are mapped to
 */
export function auditSetup(setup: Setup, profiles: Profiles, devices: readonly Device[] = []): Finding[] {
  const ofSetup = rules.flatMap((rule) => rule(setup, profiles));
  const findings = [...ofSetup, ...mappingsAstray(setup, devices)];
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
