import { describe, expect, it } from "vitest";
import { callerStatus, callerStatusOfAll } from "../../../sim/dialplan/dial-status.js";

describe("what the caller gets", () => {
  it.each([
    [486, 486, 17],
    [600, 486, 17],
    [480, 480, 19],
    [603, 403, 21],
    [404, 404, 1],
    [408, 408, 18],
    [503, 503, 34],
    [504, 603, 102],
    [481, 500, 127],
    [487, 500, 127],
  ])("one phone says %i: %i, cause %i", (said, status, cause) => {
    expect(callerStatus(said)).toEqual({ status, cause });
  });

  it("PBX-142: all busy, or one busy among others, is busy", () => {
    expect(callerStatusOfAll([486, 486]).status).toBe(486);
    expect(callerStatusOfAll([480, 486, 404])).toEqual({ status: 486, cause: 17 });
  });

  it("passes on what all phones say, else it counts as no answer", () => {
    expect(callerStatusOfAll([404, 404]).status).toBe(404);
    expect(callerStatusOfAll([404, 503]).status).toBe(480);
    expect(callerStatusOfAll([])).toEqual({ status: 480, cause: 20 });
  });
});
