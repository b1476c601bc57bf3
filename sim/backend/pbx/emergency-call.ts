import { emergencyNumberIn } from "../../dialplan/emergency-number.js";
import type { NumberPlan } from "../../dialplan/number-plan.js";
import { testNumbers } from "../../model/setup/test-numbers.js";
import type { SipRequest } from "../../sip/message/message.js";
import { dialledNumber } from "../../sip/message/parties.js";

/** RFC 5031 §4.2, RFC 6881 §17: emergency services of any kind, and a call that tests the way to them. */
const emergencyService = /^urn:service:(test\.)?sos(?:\.[a-z0-9.-]+)?$/i;

/**
 * The number that an INVITE asks for. A service URN asks for the emergency service of the place: the first emergency
 * number of the setup, or for a test call the number that reads back the address.
 * @returns undefined where it names none
 */
export function calledNumber(
  request: Pick<SipRequest, "uri">,
  { emergencyNumbers }: Pick<NumberPlan, "emergencyNumbers">,
): string | undefined {
  const service = emergencyService.exec(request.uri);
  if (!service) return dialledNumber(request);
  return service[1] === undefined ? (emergencyNumbers[0] ?? "911") : testNumbers[0];
}

/** Whether an INVITE, be it malformed, looks like a call to an emergency number. */
export function isEmergencyCall(request: Pick<SipRequest, "method" | "uri">, plan: NumberPlan): boolean {
  if (request.method.toUpperCase() !== "INVITE") return false;
  return emergencyNumberIn(calledNumber(request, plan) ?? request.uri, plan) !== undefined;
}
