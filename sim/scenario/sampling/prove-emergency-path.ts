import type { Stage, StagePhone } from "../stage.js";
import { StepFailure } from "../step-failure.js";
import { sampleEmergency } from "./sample-emergency.js";

/**
 * Samples the emergency path of a desk, and records what came of it.
 * @throws StepFailure where the call did not do what the path says
 */
export async function proveEmergencyPath(stage: Stage, phone: StagePhone): Promise<void> {
  const sample = await sampleEmergency(stage, phone, freeName(stage));
  stage.recorderOf(phone.name).record({ type: "emergency-sample", ...sample });
  if (sample.verdict !== "disagreed") return;
  const { number, expected, reached, why } = sample;
  throw new StepFailure(
    `the emergency path of ${phone.name} is not what a call does`,
    `${expected.path}${expected.missing === "" ? "" : ` (${expected.missing})`}`,
    reached ? `a call to ${number} reached the PSAP` : `no call to ${number} reached the PSAP: ${why}`,
  );
}

/** The first of `sample-1`, `sample-2` … that no call has had. */
function freeName({ log }: Stage): string {
  for (let number = 1; ; number++) {
    const name = `sample-${number}`;
    if (log.call(name).last.size === 0) return name;
  }
}
