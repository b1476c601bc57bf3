import type { FaultName } from "../../model/faults.js";

/** Whether a rule is broken on purpose; asked at the very place of the rule. */
export type HasFault = (name: FaultName) => boolean;
