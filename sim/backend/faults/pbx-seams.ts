import type { Decision } from "../../dialplan/decision.js";
import type { Seams } from "../pbx/seams.js";
import type { FaultSet } from "./fault-set.js";

/** The seams of the PBX, broken where a fault is on. */
export function pbxSeams(faults: FaultSet): Seams {
  return {
    decision: (decision, { setup, caller }) => {
      const { extensions, placeholderCalls } = setup;
      const isPlaceholder = (number: string): boolean =>
        Object.hasOwn(extensions, number) && extensions[number]?.role === "placeholder";
      const { steps, end } = decision;
      const refused = (status: 403 | 404, why: string): Decision => ({
        steps,
        end: { kind: "refuse", status, why },
      });
      if (end.kind === "extension") {
        return faults.has("placeholder-not-callable") && isPlaceholder(end.extension)
          ? refused(404, "the placeholder is not an extension")
          : decision;
      }
      if (end.kind !== "outbound" || !end.call.emergency || !isPlaceholder(caller)) return decision;
      const restricted = faults.has("emergency-behind-restriction") && placeholderCalls !== "full";
      return restricted || faults.has("placeholder-emergency-refused")
        ? refused(403, `${caller} may not use route ${end.call.route.name}`)
        : decision;
    },
    failover: (goesOn) => goesOn && !faults.has("trunk-failover-missing"),
    notify: (reboot) => {
      if (faults.has("check-sync-not-sent")) return "withhold";
      return reboot || faults.has("resync-always-reboots");
    },
    notice: (notice) => notice,
  };
}
