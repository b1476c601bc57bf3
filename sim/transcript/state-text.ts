import type { TranscriptEvent } from "./event.js";

/**
 * What a handset does now, for a line of its own. Where it arrives (ready, blank) the reason is that of the way there,
 * which was told with its first step.
 * @example "boots (power on)"
 */
export function stateText({ state, reason }: Extract<TranscriptEvent, { type: "state" }>): string {
  switch (state) {
    case "OFF":
      return "off";
    case "BOOT":
      return `boots (${reason})`;
    case "SWITCH":
      return `takes a new configuration (${reason})`;
    case "STRANDED":
      return `stranded (${reason})`;
    case "BLANK":
      return "blank: no account";
    case "READY":
      return "ready";
  }
}
