import { describe, expect, it } from "vitest";
import { standardTimers } from "../../../../sim/sip/timers.js";
import {
  type NonInviteServerState,
  newNonInviteServer,
  stepNonInviteServer,
} from "../../../../sim/sip/transaction/non-invite-server.js";
import type { ServerInput } from "../../../../sim/sip/transaction/server-input.js";
import { Timeline } from "./timeline.js";

function run(reliable = false): Timeline<NonInviteServerState, ServerInput> {
  const settings = { timers: standardTimers, reliable };
  return new Timeline(
    { state: newNonInviteServer, effects: [] },
    (state, input) => stepNonInviteServer(state, input, settings),
    (timer) => ({ kind: "timer", timer }),
  );
}

describe("non-INVITE server transaction (RFC 3261 §17.2.2)", () => {
  it("absorbs repeats before an answer, answers them after it", () => {
    const line = run()
      .at(500, { kind: "repeat" })
      .at(600, { kind: "respond", status: 200 })
      .at(1500, { kind: "repeat" });
    expect(line.times("send")).toEqual([600, 1500]);
  });

  it("keeps the answer for 64 T1 over UDP", () => {
    const line = run().at(0, { kind: "respond", status: 401 });
    expect(line.at(31_999).state.phase).toBe("completed");
    expect(line.at(32_000).state.phase).toBe("terminated");
  });

  it("keeps nothing over TCP", () => {
    const line = run(true).at(0, { kind: "respond", status: 200 });
    expect(line.state.phase).toBe("terminated");
    expect(line.runningTimers).toEqual([]);
  });

  it("repeats a provisional response", () => {
    const line = run().at(0, { kind: "respond", status: 183 }).at(500, { kind: "repeat" });
    expect(line.times("send")).toEqual([0, 500]);
    expect(line.state.phase).toBe("proceeding");
  });

  it("ignores a second final response", () => {
    const line = run().at(0, { kind: "respond", status: 200 }).at(10, { kind: "respond", status: 500 });
    expect(line.times("send")).toEqual([0]);
  });
});
