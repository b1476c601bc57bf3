import { describeScreen } from "./judging/screen-text.js";
import type { Stage } from "./stage.js";
import { Interrupted, StepFailure } from "./step-failure.js";

/**
 * A finger waits until the phone has started and is provisioned, as a person does. What the phone is then, OFF and
 * STRANDED included, the next input finds out.
 */
export async function settle(stage: Stage, phone: string): Promise<void> {
  const { log, clock, signal, settleLimitMs } = stage;
  const seen = await log.until(
    [`phone:${phone}`],
    () => (["BOOT", "SWITCH"].includes(log.view(phone).state) ? undefined : true),
    settleLimitMs,
    clock,
    signal,
  );
  if (seen.end === "aborted") throw new Interrupted();
  if (seen.end === "time") {
    const view = log.view(phone);
    throw new StepFailure(
      `${phone} is still in state ${view.state} after ${settleLimitMs / 1000} s`,
      "a phone that takes input",
      `${view.lastEvent}; ${describeScreen(view.screen)}`,
    );
  }
}
