import type { ContactSeams } from "../pbx/registration-seams.js";
import type { FaultSet } from "./fault-set.js";

/** What goes wrong with contacts that are bound. */
export function contactFaults(faults: FaultSet): ContactSeams {
  return {
    reachable: (status) => status < 300 || !faults.has("only-ok-is-reachable"),
    sweeps: () => !faults.has("contacts-never-swept"),
    restored: (stored) => (faults.has("contacts-lost-at-restart") ? [] : stored),
    endsWithConnection: () => !faults.has("contacts-outlive-connections"),
    tellsMailbox: () => !faults.has("mailbox-not-told"),
    logs: (event) =>
      !(event === "FailedACL" && faults.has("refused-contacts-not-logged")) &&
      !(event === "SuccessfulAuth" && faults.has("refreshes-not-logged")) &&
      !(event === "InvalidAccountID" && faults.has("unknown-extensions-not-logged")),
    tellsEvicted: () => faults.has("evicted-phone-is-told"),
  };
}
