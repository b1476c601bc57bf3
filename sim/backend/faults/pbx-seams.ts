import { type FaultName, faults } from "../../model/rules/faults.js";
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
];

/**
 * Whether that fault is in the code of our own PBX, and cannot be in another one: it breaks rules of a PBX alone, or is
 * listed. One that bends the setup breaks whatever is configured by it.
 */
export function isOfOwnPbx(fault: FaultName): boolean {
  return otherRules.includes(fault) || faults[fault].breaks.every((rule) => rule.startsWith("PBX-"));
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
