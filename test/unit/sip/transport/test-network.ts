import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { FlowFault, Impairment } from "../../../../sim/sip/transport/impairment.js";

/** A network whose faults a test sets. */
export class TestNetwork implements Impairment {
  copies: Impairment["copies"] = () => [0];
  suffer: (fault: FlowFault) => Promise<void> = () => Promise.reject(new Error("nobody listens"));
  readonly after = (delayMs: number, action: () => void) => systemClock.after(delayMs, action);

  onFlowFault(suffer: (fault: FlowFault) => Promise<void>): () => void {
    this.suffer = suffer;
    return () => undefined;
  }
}
