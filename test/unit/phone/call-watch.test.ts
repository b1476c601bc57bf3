import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { CallWatch } from "../../../sim/phone/call-watch.js";

test.each(["its end", "the abort"])("who waited for a call leaves nothing behind after %s", async (by) => {
  const run = new AbortController();
  const watch = new CallWatch(
    { active: 1, leave: () => Promise.resolve() },
    () => [],
    () => false,
  );
  const idle = watch.untilIdle(run.signal);
  if (by === "its end") watch.callsIdle();
  else run.abort();
  await idle;
  expect(getEventListeners(run.signal, "abort")).toEqual([]);
});
