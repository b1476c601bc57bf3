import { describe, expect, it } from "vitest";
import { standardTimers } from "../../../../sim/sip/timers.js";
import {
  type SuccessRetransmissionStep,
  startSuccessRetransmission,
  stepSuccessRetransmission,
} from "../../../../sim/sip/transaction/success-retransmission.js";

/** When the 2xx goes out again and when it is given up, with an ACK at `ackAtMs` if any. */
function run(ackAtMs = Number.POSITIVE_INFINITY): { sends: number[]; lostAtMs: number | undefined } {
  const sends: number[] = [];
  let nowMs = 0;
  let step: SuccessRetransmissionStep = startSuccessRetransmission(standardTimers);
  for (;;) {
    let nextMs: number | undefined;
    for (const effect of step.effects) {
      if (effect.kind === "send") sends.push(nowMs);
      else if (effect.kind === "wait") nextMs = nowMs + effect.afterMs;
      else return { sends, lostAtMs: nowMs };
    }
    if (nextMs === undefined) return { sends, lostAtMs: undefined };
    const acknowledged = ackAtMs < nextMs;
    nowMs = acknowledged ? ackAtMs : nextMs;
    step = stepSuccessRetransmission(step.state, acknowledged ? "ack" : "waited", standardTimers);
  }
}

describe("2xx to an INVITE until its ACK (RFC 3261 §13.3.1.4)", () => {
  it("is repeated at doubling intervals up to T2 and given up after 64 T1", () => {
    expect(run()).toEqual({
      sends: [500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500],
      lostAtMs: 32_000,
    });
  });

  it("is not repeated after the ACK", () => {
    expect(run(1600)).toEqual({ sends: [500, 1500], lostAtMs: undefined });
  });
});
