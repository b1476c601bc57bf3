import { expect, test } from "vitest";
import type { CallState, EventBody } from "../../../sim/transcript/event.js";
import { newHandsetView, reduceHandset } from "../../../sim/transcript/handset-view.js";

const told = (call: string, state: CallState, number = "2000"): EventBody => ({
  type: "call",
  call,
  direction: "outgoing",
  number,
  state,
});

const viewAfter = (events: readonly EventBody[]) =>
  events.reduce(
    (view, event, seq) => reduceHandset(view, { ...event, seq, atMs: seq }),
    newHandsetView("lobby", undefined),
  );

test("a view keeps the calls that are up and the last few that are over", () => {
  const many = Array.from({ length: 100 }, (_, index) => `old-${index}`);
  const { calls } = viewAfter([
    told("up", "answered"),
    ...many.flatMap((call) => [told(call, "dialling"), told(call, "ended")]),
  ]);
  expect(calls.map(({ call }) => call)).toEqual(["up", ...many.slice(-8)]);
});

test("a call is in the history once, and again where its name is used for another after its end", () => {
  const { history, calls } = viewAfter([
    told("help", "dialling", "911"),
    told("help", "ringing", "911"),
    told("help", "ended", "911"),
    told("help", "dialling", "2000"),
    told("help", "refused", "2000"),
    told("help", "refused", "2001"),
  ]);
  expect(history).toEqual(["911", "2000", "2001"]);
  expect(calls).toMatchObject([{ call: "help", number: "2001", state: "refused" }]);
});

test("erasing the history takes the calls that are over off the phone, and no call that is up", () => {
  const { history, calls } = viewAfter([
    told("old", "dialling"),
    told("old", "ended"),
    told("up", "answered"),
    { type: "history-erased", reason: "the phone has another owner" },
  ]);
  expect(history).toEqual([]);
  expect(calls.map(({ call }) => call)).toEqual(["up"]);
});

test("the last event of a call says its direction, its status and why", () => {
  const busy: EventBody = { ...told("a", "failed"), status: 486, reason: "Busy Here" } as EventBody;
  expect(viewAfter([busy]).lastEvent).toBe("call to 2000 failed (486 Busy Here)");
});
