import type { FaultName } from "../../model/rules/faults.js";
import { isOfOwnPbx } from "../faults/pbx-seams.js";
import { isOfSetup } from "../faults/setup-lens.js";
import type { SetupView } from "../setup-store.js";
import type { BackendLimits } from "../web/control-parts.js";
import type { ExternalAsterisk } from "./asterisk-stack.js";
import type { EmbeddedBackendOptions } from "./options.js";

/** @param applied what its PBX has of the setup */
export function limitsOf(
  options: EmbeddedBackendOptions,
  applied: Pick<SetupView, "current">,
): BackendLimits {
  const { asterisk } = options;
  return {
    unresettable: unresettable(options),
    unbreakable: (fault) => asterisk && unbreakable(asterisk, fault),
    unmovable: () => {
      const timed = applied.current.routes.some(({ timeGroup }) => timeGroup !== undefined);
      return asterisk && timed
        ? "routes have their hours, and Asterisk goes by the clock of its machine"
        : undefined;
    },
  };
}

function unresettable({ keepSetup, asterisk }: EmbeddedBackendOptions): BackendLimits["unresettable"] {
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

function unbreakable({ lab }: ExternalAsterisk, fault: FaultName): string | undefined {
  if (isOfOwnPbx(fault)) return "it is a rule of the PBX, and this one is an Asterisk";
  return lab || !isOfSetup(fault) ? undefined : "the configuration of this Asterisk is not ours";
}
