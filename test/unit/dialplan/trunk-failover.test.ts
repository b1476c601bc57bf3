import { describe, expect, it } from "vitest";
import { goesOnAfter } from "../../../sim/dialplan/trunk-failover.js";

const stopping = [486, 600, 480, 483, 408, 410, 484, "ring-timeout"] as const;
const others = [400, 403, 404, 481, 487, 488, 500, 501, 502, 503, 504, 603, 604, 606] as const;

describe("PBX-90: whether the next trunk is tried", () => {
  it.each(stopping)("after %s the call ends", (failure) => {
    expect(goesOnAfter(failure, { continueIfBusy: false })).toBe(false);
  });

  it.each(others)("after %s it goes on", (failure) => {
    expect(goesOnAfter(failure, { continueIfBusy: false })).toBe(true);
  });

  it.each([...stopping, ...others])("after %s it goes on where the trunk continues if busy", (failure) => {
    expect(goesOnAfter(failure, { continueIfBusy: true })).toBe(true);
  });
});
