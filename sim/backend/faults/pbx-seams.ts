import { intact, type Seams } from "../pbx/seams.js";
import { authenticationFaults } from "./authentication-faults.js";
import { contactFaults } from "./contact-faults.js";
import { decisionFaults } from "./decision-faults.js";
import type { FaultSet } from "./fault-set.js";
import { registrarFaults } from "./registrar-faults.js";

/** The seams of the PBX, broken where a fault is on. */
export function pbxSeams(faults: FaultSet): Seams {
  return {
    decision: decisionFaults(faults),
    failover: (goesOn) => goesOn && !faults.has("trunk-failover-missing"),
    notify: (reboot) => {
      if (faults.has("check-sync-not-sent")) return "withhold";
      return reboot || faults.has("resync-always-reboots");
    },
    accountCode: (pin) => (faults.has("pin-in-call-record") ? pin : intact.accountCode(pin)),
    notice: ({ location, ...notice }) => {
      if (faults.has("notices-withheld")) return undefined;
      return location === undefined || faults.has("notice-without-place") ? notice : { ...notice, location };
    },
    registrar: registrarFaults(faults),
    authentication: authenticationFaults(faults),
    contacts: contactFaults(faults),
  };
}
