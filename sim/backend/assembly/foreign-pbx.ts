import type { FaultName } from "../../model/rules/faults.js";
import { isOfOwnPbx } from "../faults/pbx-seams.js";
import { isOfSetup } from "../faults/setup-lens.js";
import type { ControlParts } from "../web/control-parts.js";
import type { ExternalAsterisk } from "./asterisk-stack.js";
import type { EmbeddedBackendOptions } from "./options.js";

/** Why nobody may take away what the backend has; undefined: anybody may. */
export function unresettableFor({
  keepSetup,
  asterisk,
}: EmbeddedBackendOptions): ControlParts["unresettable"] {
  if (keepSetup)
    return {
      why: "this backend keeps its state, and is not reset",
      hint: "Start one without --state for test runs.",
    };
  if (asterisk?.resettable === false)
    return {
      why: "the target file of this PBX does not allow a reset",
      hint: "Write `kind: lab` and `reset: true` into it if nothing there is dear to anybody.",
    };
  return undefined;
}

/** Why that rule cannot be broken on purpose on this PBX; undefined: it can. */
export function unbreakableOn(asterisk: ExternalAsterisk | undefined, fault: FaultName): string | undefined {
  if (!asterisk) return undefined;
  if (isOfOwnPbx(fault)) return "it is a rule of the PBX, and this one is an Asterisk";
  return asterisk.lab || !isOfSetup(fault) ? undefined : "the configuration of this Asterisk is not ours";
}
