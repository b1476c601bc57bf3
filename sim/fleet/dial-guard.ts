import { matchesPattern } from "../model/dial-pattern.js";
import type { Setup } from "../model/setup.js";
import type { Target } from "../model/target.js";
import type { MayDial } from "../phone/dial-guard.js";
import { isPrivateAddress } from "./private-address.js";

/**
 * Which numbers a simulated phone may dial (emergency.md §7). Pure. On the embedded backend everything: its PSAP
 * never leaves the process. On any other, emergency numbers are refused unless target file and user both allow.
 */

/** Numbers that reach emergency or crisis services somewhere; those of the setup come on top. */
const builtIn = ["911", "112", "999", "000", "110", "118", "119", "988"] as const;

/** Reads back number and address and never reaches a PSAP: all that may be opened on a live target. */
export const testNumbers: readonly string[] = ["933"];

/** What dial plans commonly take off the front: digits for an outside line, two-digit star codes (*67). */
const prefix = /^(?:[0189]|[*#]\d{2})/;

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

/**
 * The emergency number that a dialled text would reach, read the way dial plans may read it: separators,
 * `+`, `tel:` and `sip:` forms, pauses, outside-line digits and star codes, however many, are looked through.
 * @returns undefined where it is none
 */
export function emergencyNumberIn(dialled: string, setup: Setup): string | undefined {
  const known: readonly string[] = [...builtIn, ...testNumbers, ...setup.emergencyNumbers];
  for (const whole of readings(dialled)) {
    if (setup.extensions[whole] !== undefined && !known.includes(whole)) continue;
    for (const number of withoutPrefixes(whole)) {
      if (known.includes(number)) return number;
      const routed = setup.routes.some(
        ({ type, patterns }) => type === "emergency" && patterns.some((each) => matchesPattern(each, number)),
      );
      if (routed) return known.find((each) => number.endsWith(each)) ?? number;
    }
  }
  return undefined;
}

/** The number as it is, then with one more prefix off each time, until nothing more comes off. */
function withoutPrefixes(number: string): string[] {
  const bare = number.replace(prefix, "");
  return bare === number ? [number] : [number, ...withoutPrefixes(bare)];
}

/** What a phone or a PBX may take the text for: as a whole, and up to the first pause. */
function readings(dialled: string): string[] {
  const user = userPart(decoded(dialled.normalize("NFKC")).trim());
  const digits = (text: string): string => text.replaceAll(/[^0-9*#]/g, "");
  return [...new Set([digits(user), digits(user.split(/[,;pw]/i)[0] ?? "")])];
}

function userPart(text: string): string {
  return text.replace(/^(?:tel|sips?):/i, "").replace(/@.*$/, "");
}

function decoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
