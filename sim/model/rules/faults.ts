import { callingFaults } from "./calling-faults.js";
import { gateFaults } from "./gate-faults.js";
import { registrationFaults } from "./registration-faults.js";
import type { RuleId } from "./rules.js";
import { seedFaults } from "./seed-faults.js";
import { userFaults } from "./user-faults.js";

interface Fault {
  /** The rules that do not hold any more while it is on. */
  readonly breaks: readonly RuleId[];
  readonly says: string;
}

/**
 * Ways to break one rule on purpose. A suite that does not notice one of them does not test that rule
 * (`deskfleet run --fault <name>`).
 */
export const faults = {
  ...seedFaults,
  ...callingFaults,
  ...gateFaults,
  ...registrationFaults,
  ...userFaults,
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
