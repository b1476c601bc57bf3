import { expect, test } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { Retransmissions } from "../../../../sim/phone/calls/retransmissions.js";
import { sipTimerWheel } from "../../../../sim/sip/timer-wheel.js";
import { standardTimers } from "../../../../sim/sip/timers.js";

const unreliable = { reliable: false };

function schedule(kind: "invite" | "request" | "final-to-invite", provisionalAt?: number) {
  const clock = new ManualClock();
  const sentAt: number[] = [];
  const retransmissions = new Retransmissions(standardTimers, sipTimerWheel(clock, standardTimers), () =>
    sentAt.push(clock.now() / 1000),
  );
  retransmissions.start("key", kind, "text", { host: "127.0.0.1", port: 5060 }, unreliable);
  if (provisionalAt !== undefined) {
    clock.advance(provisionalAt * 1000);
    retransmissions.provisional("key");
  }
  clock.advance(100_000);
  expect(clock.waiting).toBe(0);
  return sentAt;
}

test("timer A doubles without end, until 64·T1", () => {
  expect(schedule("invite")).toEqual([0.5, 1.5, 3.5, 7.5, 15.5, 31.5]);
});

test("timers E and G double up to T2", () => {
  const times = [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5];
  expect(schedule("request")).toEqual(times);
  expect(schedule("final-to-invite")).toEqual(times);
});

test("a 1xx ends timer A and slows timer E down", () => {
  expect(schedule("invite", 2)).toEqual([0.5, 1.5]);
  expect(schedule("request", 1)).toEqual([0.5, 1.5, 5.5, 9.5, 13.5, 17.5, 21.5, 25.5, 29.5]);
});

test("stopped, cleared and started twice", () => {
  const clock = new ManualClock();
  const sent: string[] = [];
  const retransmissions = new Retransmissions(standardTimers, sipTimerWheel(clock, standardTimers), (text) =>
    sent.push(text),
  );
  const to = { host: "127.0.0.1", port: 5060 };
  retransmissions.start("a", "invite", "first", to, unreliable);
  retransmissions.start("a", "invite", "second", to, unreliable);
  retransmissions.start("b", "request", "other", to, unreliable);
  retransmissions.stop("b");
  retransmissions.stop("never");
  clock.advance(500);
  expect(sent).toEqual(["first"]);
  retransmissions.clear();
  clock.advance(50);
  expect(clock.waiting).toBe(0);
});
