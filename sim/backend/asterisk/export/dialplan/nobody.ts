import { announce } from "./announcements.js";
import type { Context } from "./context-text.js";
import { anyNumber } from "./pattern-text.js";

export const nobodyContext = "nobody";

/** A device at which nobody is logged on can call nothing, 911 included (PBX-100). */
export const nobodyCalls: Context = {
  name: nobodyContext,
  about: ["Nobody is logged on at the device."],
  extensions: [{ number: anyNumber, steps: [announce("no-user")] }],
};
