import { expect, test } from "vitest";
import { endSignal } from "../../../sim/cli/signals.js";

test("the first signal is reported, and no listener stays behind", async () => {
  const counts = (): number[] => ["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal));
  const before = counts();
  {
    using end = endSignal();
    process.emit("SIGTERM", "SIGTERM");
    expect(await end.asked).toBe("SIGTERM");
    expect(counts()).toEqual(before.map((count) => count + 1));
  }
  expect(counts()).toEqual(before);
});
