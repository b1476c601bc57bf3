import type { MoveClock, WebFault } from "../../model/control/control-api.js";
import type { TrunkState } from "../../model/control/trunk-states.js";
import type { FaultName } from "../../model/rules/faults.js";

/** Port: what a laboratory can do to a backend and an admin cannot. Rejects as `Admin` does. */
export interface LabControl {
  setFault(fault: FaultName): Promise<void>;
  moveClock(move: MoveClock): Promise<void>;
  /** How the phone web server fails from now on; undefined: it works again. */
  setWebFault(fault: WebFault | undefined): Promise<void>;
  /** What calls by a trunk come to from now on; it stays so while the backend is down. */
  setTrunk(trunk: string, state: TrunkState): Promise<void>;
  /** The PSAP calls a number that it was shown. */
  callBack(number: string): Promise<void>;
  /** The whole backend stops at once … */
  down(): Promise<void>;
  /** … and comes back at the same addresses with what it has stored. */
  up(): Promise<void>;
}
