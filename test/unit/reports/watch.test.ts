import { expect, test } from "vitest";
import { watchLine } from "../../../reports/line/watch.js";
import type { HandsetState } from "../../../sim/transcript/handset-state.js";

test.each([
  ["BOOT", "power on", "boots (power on)"],
  ["SWITCH", "an app asked for it", "takes a new configuration (an app asked for it)"],
  ["READY", "an app asked for it", "ready"],
  ["BLANK", "power on", "blank: no account"],
  ["STRANDED", "no server answers", "stranded (no server answers)"],
] as const satisfies readonly (readonly [HandsetState, string, string])[])(
  "a desk that is %s because of %s reads %s",
  (state, reason, text) => {
    const line = watchLine({ type: "state", state, reason, phone: "lobby", seq: 1, atMs: 1200 });
    expect(line).toBe(`   +1.200s  lobby              ${text}`);
  },
);
