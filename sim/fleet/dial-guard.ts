import { emergencyNumberIn, testNumbers } from "../dialplan/emergency-number.js";
import type { Target } from "../model/control/target.js";
import type { Setup } from "../model/setup/setup.js";
import type { MayDial } from "../phone/dial-guard.js";
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

/** @param setup its emergency numbers, emergency routes and extensions tell numbers apart */
export function dialGuard(rules: DialRules, setup: Setup): MayDial {
  if (rules.backend === "embedded") return () => true;
  const { target, allowed } = rules;
  return (number, server) => {
    const emergency = emergencyNumberIn(number, setup);
    if (emergency === undefined) return true;
    const refused = `${number} is the emergency number ${emergency} and is not dialled`;
    if (target.kind === "live" && !testNumbers.includes(emergency)) {
      return `${refused}: the target is live`;
    }
    if (!target.dial.allow.includes(emergency)) {
      return `${refused}: dial.allow of the target does not name it`;
    }
    if (!allowed.includes(emergency)) return `${refused}: --allow-emergency ${emergency} was not given`;
    if (!testNumbers.includes(emergency) && !isPrivateAddress(server.host)) {
      return `${refused}: ${server.host} is neither loopback nor private`;
    }
    if (server.host !== numeric(target.sip.host)) {
      return `${refused}: its SIP server is ${server.host}, the target's is ${target.sip.host}`;
    }
    return true;
  };
}

/** A name other than localhost stays one and equals no address: what it resolves to can change. */
function numeric(host: string): string {
  return host === "localhost" ? "127.0.0.1" : host;
}
