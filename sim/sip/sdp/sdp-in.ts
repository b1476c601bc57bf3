import { parseMessage } from "../message/parse.js";
import { sessionOf } from "./session-of.js";

/** The SDP of a message as it came from the wire; undefined: it has none, or cannot be read. */
export function sdpIn(raw: string): string | undefined {
  const parsed = parseMessage(raw);
  return parsed.ok ? sessionOf(parsed.message).sdp : undefined;
}
