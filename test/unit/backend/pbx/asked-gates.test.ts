import { expect, it } from "vitest";
import { AskedGates } from "../../../../sim/backend/pbx/asked-gates.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";

/** A PIN set is asked; what happens is written down. */
function asked() {
  const clock = new ManualClock();
  const told: string[] = [];
  const gates = new AskedGates({
    caller: {
      hearsPbx: (session) => told.push(`183 ${session}`),
      answer: () => told.push("answered"),
      fail: ({ status }) => told.push(`failed ${status}`),
    },
    session: "sdp",
    gates: [{ kind: "pin-set", name: "Managers" }],
    isRight: (_gate, typed) => typed === "0471",
    clock,
    onOpen: () => told.push("open"),
    onClosed: (status) => told.push(`closed ${status}`),
    onGone: () => told.push("gone"),
    onHungUp: () => told.push("hung up"),
  });
  gates.start();
  const keys = (text: string): void => {
    for (const key of text) gates.key(key);
  };
  return { clock, told, gates, keys };
}

it("PBX-105: who types nothing is hung up after four silences of 10 s", () => {
  const { clock, told } = asked();
  clock.advance(39_999);
  expect(told).toEqual(["183 sdp"]);
  clock.advance(1);
  expect(told).toEqual(["183 sdp", "failed 603", "closed 603"]);
  expect(clock.waiting).toBe(0);
});

it("10 s after the last key the entry counts, right or wrong", () => {
  const { clock, told, keys } = asked();
  keys("04");
  clock.advance(9_000);
  keys("71");
  clock.advance(9_999);
  expect(told).toEqual(["183 sdp"]);
  clock.advance(1);
  expect(told).toEqual(["183 sdp", "open"]);
});

it("after its end nothing is heard, and no clock runs", () => {
  const { clock, told, gates, keys } = asked();
  gates.cancelled();
  keys("0471#");
  gates.hangUp();
  clock.advance(60_000);
  expect(told).toEqual(["183 sdp", "gone"]);
});
