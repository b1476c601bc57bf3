import { emergencyNumbersIn } from "../dialplan/emergency-number.js";
import type { NumberPlan } from "../dialplan/number-plan.js";
import type { Target } from "../model/control/target.js";
import { testNumbers } from "../model/setup/test-numbers.js";
import type { MayDial } from "../phone/dial-guard.js";
import type { SocketAddress } from "../sip/transport/transport.js";
import { isPrivateAddress } from "./private-address.js";

/**
 * Which numbers a simulated phone may dial (emergency.md §7). Pure. On the embedded backend everything: its PSAP
 * never leaves the process. On any other, emergency numbers are refused unless target file and user both allow.
 */

/** How the backend under test may be dialled. */
export type DialRules =
  | { readonly backend: "embedded" }
  | {
      readonly backend: "external";
      readonly target: Target;
      /** Numbers that the user opened with --allow-emergency. */
      readonly allowed: readonly string[];
      /** Who let the tool at that target, and when (ISO 8601). */
      readonly consent: { readonly by: string; readonly at: string };
    };

/** @param plan emergency numbers, routes and extensions of the setup tell numbers apart */
export function dialGuard(rules: DialRules, plan: NumberPlan): MayDial {
  if (rules.backend === "embedded") return () => true;
  return (number, server) => {
    for (const emergency of emergencyNumbersIn(number, plan)) {
      const reason = refusal(rules, emergency, server);
      if (reason !== undefined) {
        return `${number} is the emergency number ${emergency} and is not dialled: ${reason}`;
      }
    }
    return true;
  };
}

/** Why that emergency number is not dialled on that server. */
function refusal(
  { target, allowed }: Extract<DialRules, { backend: "external" }>,
  emergency: string,
  server: SocketAddress,
): string | undefined {
  const isTest = testNumbers.includes(emergency);
  if (target.kind === "live" && !isTest) return "the target is live";
  if (!target.dial.allow.includes(emergency)) return "dial.allow of the target does not name it";
  if (!allowed.includes(emergency)) return `--allow-emergency ${emergency} was not given`;
  if (!isTest && !isPrivateAddress(server.host)) return `${server.host} is neither loopback nor private`;
  if (server.host !== numeric(target.sip.host)) {
    return `its SIP server is ${server.host}, the target's is ${target.sip.host}`;
  }
  return undefined;
}

/** A name other than localhost stays one and equals no address: what it resolves to can change. */
function numeric(host: string): string {
  return host === "localhost" ? "127.0.0.1" : host;
}
