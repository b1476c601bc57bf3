import { describe, expect, it } from "vitest";
import { standardTimers } from "../../../../sim/sip/timers.js";
import type { ClientInput } from "../../../../sim/sip/transaction/client-input.js";
import {
  type InviteClientState,
  startInviteClient,
  stepInviteClient,
} from "../../../../sim/sip/transaction/invite-client.js";
import { Timeline } from "./timeline.js";

function run(reliable = false): Timeline<InviteClientState, ClientInput> {
  const settings = { timers: standardTimers, reliable };
  return new Timeline(
    startInviteClient(settings),
    (state, input) => stepInviteClient(state, input, settings),
    (timer) => ({ kind: "timer", timer }),
  );
}

describe("INVITE client transaction (RFC 3261 §17.1.1)", () => {
  it("repeats over UDP at doubling intervals and gives up after 64 T1", () => {
    const line = run().at(60_000);
    expect(line.times("send")).toEqual([0, 500, 1500, 3500, 7500, 15_500, 31_500]);
    expect(line.times("timeout")).toEqual([32_000]);
    expect(line.state.phase).toBe("terminated");
  });

  it("sends once over TCP", () => {
    const line = run(true).at(60_000);
    expect(line.times("send")).toEqual([0]);
    expect(line.times("timeout")).toEqual([32_000]);
  });

  it("neither repeats nor gives up once a provisional response has come", () => {
    const line = run().at(600, { kind: "provisional" }).at(600_000);
    expect(line.times("send")).toEqual([0, 500]);
    expect(line.state.phase).toBe("proceeding");
  });

  it("acknowledges each copy of a failure and delivers the first", () => {
    const line = run()
      .at(100, { kind: "failure" })
      .at(600, { kind: "failure" })
      .at(1600, { kind: "failure" });
    expect(line.times("ack")).toEqual([100, 600, 1600]);
    expect(line.times("deliver")).toEqual([100]);
    expect(line.at(32_101).state.phase).toBe("terminated");
  });

  it("does not linger after a failure over TCP", () => {
    const line = run(true).at(100, { kind: "failure" });
    expect(line.times("ack")).toEqual([100]);
    expect(line.state.phase).toBe("terminated");
    expect(line.runningTimers).toEqual([]);
  });

  it("delivers each 2xx for 64 T1 and absorbs failures after it (RFC 6026 §7.2)", () => {
    const line = run()
      .at(100, { kind: "success" })
      .at(600, { kind: "success" })
      .at(700, { kind: "failure" })
      .at(40_000, { kind: "success" });
    expect(line.times("deliver")).toEqual([100, 600]);
    expect(line.times("ack")).toEqual([]);
    expect(line.state.phase).toBe("terminated");
  });

  it.each(["calling", "proceeding", "completed"])("ends on a transport error while %s", (phase) => {
    const line = run();
    if (phase === "proceeding") line.at(10, { kind: "provisional" });
    if (phase === "completed") line.at(10, { kind: "failure" });
    expect(line.state.phase).toBe(phase);
    line.at(20, { kind: "transport-error" }).at(60_000);
    expect(line.times("transport-error")).toEqual([20]);
    expect(line.state.phase).toBe("terminated");
    expect(line.times("timeout")).toEqual([]);
  });
});
