import { describe, expect, it } from "vitest";
import { standardTimers } from "../../../../sim/sip/timers.js";
import {
  type InviteServerState,
  newInviteServer,
  stepInviteServer,
} from "../../../../sim/sip/transaction/invite-server.js";
import type { ServerInput } from "../../../../sim/sip/transaction/server-input.js";
import { Timeline } from "./timeline.js";

function run(reliable = false): Timeline<InviteServerState, ServerInput> {
  const settings = { timers: standardTimers, reliable };
  return new Timeline(
    { state: newInviteServer, effects: [] },
    (state, input) => stepInviteServer(state, input, settings),
    (timer) => ({ kind: "timer", timer }),
  );
}

describe("INVITE server transaction (RFC 3261 §17.2.1)", () => {
  it("answers a repeated INVITE with the last response", () => {
    const line = run()
      .at(0, { kind: "respond", status: 100 })
      .at(500, { kind: "repeat" })
      .at(600, { kind: "respond", status: 180 })
      .at(1500, { kind: "repeat" });
    expect(line.times("send")).toEqual([0, 500, 600, 1500]);
    expect(line.state.phase).toBe("proceeding");
  });

  it("repeats a failure by timer G up to T2, for 64 T1, then falls silent", () => {
    const line = run().at(0, { kind: "respond", status: 486 }).at(60_000);
    expect(line.times("send")).toEqual([
      0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500,
    ]);
    expect(line.times("timeout")).toEqual([32_000]);
    expect(line.state.phase).toBe("terminated");
  });

  it("stops with the ACK and absorbs repeats for T4", () => {
    const line = run()
      .at(0, { kind: "respond", status: 486 })
      .at(700, { kind: "ack" })
      .at(800, { kind: "repeat" })
      .at(900, { kind: "ack" });
    expect(line.times("send")).toEqual([0, 500]);
    expect(line.at(5_699).state.phase).toBe("confirmed");
    expect(line.at(5_700).state.phase).toBe("terminated");
  });

  it("sends a failure once over TCP and ends with the ACK", () => {
    const line = run(true).at(0, { kind: "respond", status: 486 }).at(10_000);
    expect(line.times("send")).toEqual([0]);
    expect(line.at(10_000, { kind: "ack" }).state.phase).toBe("terminated");
    expect(line.runningTimers).toEqual([]);
  });

  it("leaves the repeats of a 2xx to its user and lives on for 64 T1 (RFC 6026 §7.1)", () => {
    const line = run().at(0, { kind: "respond", status: 200 });
    expect(line.at(31_999).times("send")).toEqual([0]);
    expect(line.state.phase).toBe("accepted");
    expect(line.at(32_000).state.phase).toBe("terminated");
  });

  it("answers an INVITE that is repeated after the 2xx, and delivers an ACK on its branch", () => {
    const line = run()
      .at(0, { kind: "respond", status: 200 })
      .at(300, { kind: "repeat" })
      .at(400, { kind: "ack" });
    expect(line.times("send")).toEqual([0, 300]);
    expect(line.times("deliver")).toEqual([400]);
  });

  it("ignores a second final response", () => {
    const line = run().at(0, { kind: "respond", status: 486 }).at(100, { kind: "respond", status: 200 });
    expect(line.times("send")).toEqual([0]);
    expect(line.state.phase).toBe("completed");
  });
});
