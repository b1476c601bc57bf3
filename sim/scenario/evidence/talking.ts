import type { CallState } from "../../transcript/event.js";

/**
 * A call has sound in these states alone: a prompt is heard while it still rings, and what was heard in a call that has
 * ended says nothing of now.
 */
export const talking: ReadonlySet<CallState> = new Set<CallState>(["ringing", "answered"]);
