import type { ReceivedCall } from "./received-call.js";

/**
 * The header in which the 200 to a test call tells what a PSAP would be told. A header, because it needs no media and
 * no second request: who does not know it ignores it (RFC 3261 §8.2.2), and a trace or a script on the PBX can read it.
 */
export const readBackHeader = "X-Read-Back";

/** Numbers that read back number and address where an emergency number would reach a PSAP. */
const testNumbers = new Set(["933"]);

/** RFC 6881 §17: a call that tests the way to emergency services. */
const testService = /^urn:service:test\.sos(?:\.|$)/i;

export function isTestCall({ number }: Pick<ReceivedCall, "number">): boolean {
  return testNumbers.has(number) || testService.test(number);
}

/** What would be read out: `number 2125550100; location 100 Example Street, floor 4, New York, NY`. */
export function readBackText({ callerId, location, locationAt, locationFault }: ReceivedCall): string {
  return `number ${callerId || "unknown"}; location ${location?.text ?? unknownLocation({ locationAt, locationFault })}`;
}

function unknownLocation({
  locationAt,
  locationFault,
}: {
  readonly locationAt: readonly string[] | undefined;
  readonly locationFault: string | undefined;
}): string {
  if (locationFault !== undefined) return `unreadable: ${locationFault}`;
  return locationAt === undefined ? "not sent" : `at ${locationAt.join(" ")}`;
}
