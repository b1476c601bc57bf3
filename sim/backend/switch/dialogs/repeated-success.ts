import type { TimerWheel, WheelTimer } from "../../../sip/timer-wheel.js";
import type { SipTimers } from "../../../sip/timers.js";
import {
  type SuccessRetransmissionStep,
  startSuccessRetransmission,
  stepSuccessRetransmission,
} from "../../../sip/transaction/success-retransmission.js";

/**
 * Repeats a 2xx to an INVITE until it is acknowledged.
 *
 * @param send sends the 2xx again.
 * @param onLost no ACK came within 64 T1.
 * @returns call it when the ACK has come or the dialog has ended.
 */
export function repeatSuccess(
  wheel: TimerWheel,
  timers: SipTimers,
  send: () => void,
  onLost: () => void,
): () => void {
  let timer: WheelTimer | undefined;
  let step = startSuccessRetransmission(timers);
  const perform = ({ effects }: SuccessRetransmissionStep): void => {
    for (const effect of effects) {
      if (effect.kind === "send") send();
      else if (effect.kind === "lost") onLost();
      else timer = wheel.after(effect.afterMs, () => advance("waited"));
    }
  };
  const advance = (input: "waited" | "ack"): void => {
    step = stepSuccessRetransmission(step.state, input, timers);
    perform(step);
  };
  perform(step);
  return () => {
    timer?.stop();
    advance("ack");
  };
}
