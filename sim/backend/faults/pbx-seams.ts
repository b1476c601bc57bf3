import { type FaultName, faults } from "../../model/rules/faults.js";
import { pbxUserRules } from "../../model/rules/pbx-user-rules.js";
import type { RuleId } from "../../model/rules/rules.js";
import { intact, type Seams } from "../pbx/seams.js";
import { authenticationFaults } from "./authentication-faults.js";
import { contactFaults } from "./contact-faults.js";
import { decisionFaultNames, decisionFaults } from "./decision-faults.js";
import type { FaultSet } from "./fault-set.js";
import { registrarFaults } from "./registrar-faults.js";

const otherRules = [
  ...decisionFaultNames,
  "trunk-failover-missing",
  "notices-withheld",
  "notice-without-place",
  "pin-in-call-record",
  "late-answers-kept",
  "more-than-hundred-contacts",
  "contacts-lost-at-restart",
  "contacts-outlive-connections",
  "own-contact-alone",
  "mailbox-not-told",
  "stale-not-said",
];

/**
 * Whether that fault is in the code of our own PBX, and cannot be in another one: it breaks rules of a PBX alone, or is
 * listed. One that bends the setup breaks whatever is configured by it.
 */
export function isOfOwnPbx(fault: FaultName): boolean {
  return otherRules.includes(fault) || faults[fault].breaks.every(isOfPbx);
}

/** Those of users and their PINs are the hot-desk module's, whatever PBX it serves. */
function isOfPbx(rule: RuleId): boolean {
  return rule.startsWith("PBX-") && !(rule in pbxUserRules);
}

/** The seams of the PBX, broken where a fault is on. */
export function pbxSeams(active: FaultSet): Seams {
  return {
    decision: decisionFaults(active),
    failover: (goesOn) => goesOn && !active.has("trunk-failover-missing"),
    notify: (reboot) => {
      if (active.has("check-sync-not-sent")) return "withhold";
      return reboot || active.has("resync-always-reboots");
    },
    refusalsNeeded: (rung) => (active.has("first-refusal-ends-all") ? 1 : rung),
    endsLateAnswers: () => !active.has("late-answers-kept"),
    accountCode: (pin) => (active.has("pin-in-call-record") ? pin : intact.accountCode(pin)),
    notice: ({ location, ...notice }) => {
      if (active.has("notices-withheld")) return undefined;
      return location === undefined || active.has("notice-without-place") ? notice : { ...notice, location };
    },
    registrar: registrarFaults(active),
    authentication: authenticationFaults(active),
    contacts: contactFaults(active),
  };
}
