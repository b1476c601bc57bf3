import type { TransportOptions } from "../sip/transport/transport.js";
import type { AnswerMode } from "./answer-mode.js";

const answerToInvite = /^SIP\/2\.0 [\s\S]*?\r\ncseq[ \t]*:[ \t]*\d+[ \t]+INVITE[ \t]*\r\n/i;

/**
 * Which datagrams never leave. So a PSAP that is silent or down still hears what comes, each call once, and the sender
 * sees what an address sees that nobody answers at. Streams are not touched: there the caller gets its 100 and no more.
 */
export function lostAnswers(mode: AnswerMode): NonNullable<TransportOptions["lose"]> {
  if (mode === "down") return (direction) => direction === "sent";
  if (mode !== "silent") return () => false;
  return (direction, data) => direction === "sent" && answerToInvite.test(data.toString("latin1"));
}
