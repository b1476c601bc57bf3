import { expect, test } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { sipTimerWheel } from "../../../../sim/sip/timer-wheel.js";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { startClient } from "../../../../sim/sip/transaction/running-client.js";

/** A client transaction in time that the test moves, and what it wants done, by the second. */
function running(method: string, reliable = false) {
  const clock = new ManualClock();
  const done: string[] = [];
  const note = (effects: readonly { readonly kind: string }[]) =>
    done.push(...effects.map(({ kind }) => `${kind} ${clock.now() / 1000}`));
  const [client, effects] = startClient(method, {
    wheel: sipTimerWheel(clock, standardTimers),
    settings: { timers: standardTimers, reliable },
    onTimer: (input) => note(client.take(input)),
  });
  note(effects);
  return { clock, client, done, note };
}

test("an INVITE is repeated at timer A and given up at timer B", () => {
  const { clock, client, done } = running("INVITE");
  clock.advance(60_000);
  expect(done).toEqual([
    "send 0",
    "send 0.5",
    "send 1.5",
    "send 3.5",
    "send 7.5",
    "send 15.5",
    "send 31.5",
    "timeout 32",
  ]);
  expect(client.phase).toBe("terminated");
});

test("over a stream nothing is repeated, timer F holds all the same", () => {
  const { clock, done } = running("REGISTER", true);
  clock.advance(60_000);
  expect(done).toEqual(["send 0", "timeout 32"]);
});

test("an answer ends the copies, and its timer K the transaction", () => {
  const { clock, client, done, note } = running("REGISTER");
  clock.advance(600);
  note(client.take({ kind: "success" }));
  clock.advance(60_000);
  expect(done).toEqual(["send 0", "send 0.5", "deliver 0.6"]);
  expect(client.phase).toBe("terminated");
  expect(clock.waiting).toBe(0);
});

test("one that is ended from outside wants nothing more", () => {
  const { clock, client, done } = running("OPTIONS");
  client.end();
  clock.advance(60_000);
  expect(done).toEqual(["send 0"]);
});
