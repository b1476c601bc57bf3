import { testNumbers } from "../model/setup/test-numbers.js";
import type { ReceivedCall } from "./received-call.js";

/**
 * The header in which the 200 to a test call tells what a PSAP would be told. A header, because it needs no media and
 * no second request: who does not know it ignores it (RFC 3261 §8.2.2), and a trace or a script on the PBX can read it.
 */
const readBackHeader = "X-Read-Back";

/** RFC 6881 §17: a call that tests the way to emergency services. */
const testService = /^urn:service:test\.sos(?:\.|$)/i;

export function isTestCall({ number }: Pick<ReceivedCall, "number">): boolean {
  return testNumbers.includes(number) || testService.test(number);
}

/** What would be read out. */
export interface ReadBack {
  /** "" where the call names none. */
  readonly number: string;
  /** An address, or in words why there is none. */
  readonly location: string;
}

/** @param listed address that a list holds for the number, for a call that comes without one */
export function readBackOf(call: ReceivedCall, listed?: string): ReadBack {
  const { callerId, location, locationFault } = call;
  const unreadable = locationFault === undefined ? undefined : `unreadable: ${locationFault}`;
  return { number: callerId, location: oneLine(location?.text ?? listed ?? unreadable ?? notSent(call)) };
}

/** `number 2125550100; location 100 Example Street, floor 4, New York, NY` */
export function readBackText({ number, location }: ReadBack): string {
  return `number ${number || "unknown"}; location ${location}`;
}

/** What the 200 to a test call tells its caller. */
export function readBackHeaders(readBack: ReadBack): Record<string, string> {
  return { [readBackHeader]: oneLine(readBackText(readBack)) };
}

function notSent({ locationAt }: Pick<ReceivedCall, "locationAt">): string {
  return locationAt === undefined ? "not sent" : `at ${locationAt.join(" ")}`;
}

/** Fit for a header and for a report: no line end, nothing unprintable, not too long for a datagram. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").slice(0, 500);
}
