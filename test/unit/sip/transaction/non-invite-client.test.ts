import { describe, expect, it } from "vitest";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { type ClientInput, responseInput } from "../../../../sim/sip/transaction/client-input.js";
import {
  type NonInviteClientState,
  startNonInviteClient,
  stepNonInviteClient,
} from "../../../../sim/sip/transaction/non-invite-client.js";
import { Timeline } from "./timeline.js";

function run(reliable = false): Timeline<NonInviteClientState, ClientInput> {
  const settings = { timers: standardTimers, reliable };
  return new Timeline(
    startNonInviteClient(settings),
    (state, input) => stepNonInviteClient(state, input, settings),
    (timer) => ({ kind: "timer", timer }),
  );
}

describe("non-INVITE client transaction (RFC 3261 §17.1.2)", () => {
  it("repeats over UDP at doubling intervals up to T2 and gives up after 64 T1", () => {
    const line = run().at(60_000);
    expect(line.times("send")).toEqual([
      0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500,
    ]);
    expect(line.times("timeout")).toEqual([32_000]);
  });

  it("sends once over TCP and still gives up", () => {
    const line = run(true).at(60_000);
    expect(line.times("send")).toEqual([0]);
    expect(line.times("timeout")).toEqual([32_000]);
  });

  it("repeats at T2 once a provisional response has come", () => {
    const line = run().at(100, { kind: "provisional" }).at(9_000);
    expect(line.times("send")).toEqual([0, 500, 4500, 8500]);
  });

  it("delivers one final response and absorbs its repeats for T4", () => {
    const line = run().at(100, { kind: "failure" }).at(600, { kind: "success" });
    expect(line.times("deliver")).toEqual([100]);
    expect(line.at(5_099).state.phase).toBe("completed");
    expect(line.at(5_100).state.phase).toBe("terminated");
    expect(line.times("send")).toEqual([0]);
  });

  it("ends at once with the final response over TCP", () => {
    const line = run(true).at(100, { kind: "success" });
    expect(line.state.phase).toBe("terminated");
    expect(line.runningTimers).toEqual([]);
  });

  it("ends on a transport error", () => {
    const line = run().at(100, { kind: "transport-error" }).at(60_000);
    expect(line.times("transport-error")).toEqual([100]);
    expect(line.times("timeout")).toEqual([]);
    expect(line.times("send")).toEqual([0]);
  });
});

describe("responseInput", () => {
  it.each([
    [100, "provisional"],
    [199, "provisional"],
    [200, "success"],
    [299, "success"],
    [300, "failure"],
    [699, "failure"],
  ])("takes %i as %s", (status, kind) => {
    expect(responseInput(status)).toEqual({ kind });
  });
});
