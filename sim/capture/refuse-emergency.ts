import { emergencyNumbersIn } from "../dialplan/emergency-number.js";
import type { NumberPlan } from "../dialplan/number-plan.js";
import { headersOf, type SipMessage } from "../sip/message/message.js";

/** Nothing is known of the PBX's numbers: what may be an emergency number to anyone is one. */
const unknownPlan: NumberPlan = { emergencyNumbers: [], extensions: {}, routes: [], trunks: {} };

/** What makes a PBX call somebody, or tells a help line something (RFC 3428). */
const calling = new Set(["INVITE", "REFER", "MESSAGE", "PUBLISH"]);

/**
 * The emergency number that a message of a phone would make the PBX call, where it is none of those allowed: the one
 * that is called, the one that a call is transferred to (Refer-To), the one that a phone forwards to (a 3xx answer).
 * @returns undefined where it may be handed on
 */
export function refusedEmergency(message: SipMessage, allowed: readonly string[]): string | undefined {
  return numbersCalled(message).find((number) => !allowed.includes(number));
}

function numbersCalled(message: SipMessage): string[] {
  if (message.kind === "response") {
    return message.status >= 300 && message.status <= 399
      ? headersOf(message, "Contact").flatMap(emergencyIn)
      : [];
  }
  if (!calling.has(message.method)) return [];
  const named = ["To", "Refer-To"].flatMap((name) =>
    name === "To" && isInDialog(message) ? [] : headersOf(message, name),
  );
  return [message.uri, ...named].flatMap(emergencyIn);
}

/** A re-INVITE calls nobody anew. */
function isInDialog(message: SipMessage): boolean {
  return headersOf(message, "To").some((value) => /;\s*tag\s*=/i.test(value));
}

/** RFC 5031; then each user of a SIP URI, and each number of a tel URI. */
function emergencyIn(value: string): string[] {
  if (/\burn:service:(sos|crisis)\b/i.test(value)) return ["urn:service:sos"];
  const users = [
    ...value.matchAll(/\b(?:sips?:([^@<>"]{1,200})@|sips?:([^@<>";?:]{1,200})|tel:([^<>";]{1,200}))/gi),
  ];
  return users.flatMap(([, user, host, number]) =>
    emergencyNumbersIn(decoded(user ?? host ?? number ?? ""), unknownPlan),
  );
}

function decoded(user: string): string {
  const [plain = ""] = user.split(/[;:]/, 1);
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
