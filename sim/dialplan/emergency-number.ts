import type { Setup } from "../model/setup/setup.js";
import { matchesPattern } from "./match-pattern.js";
import { patternsOf } from "./patterns.js";

/** Numbers that reach emergency or crisis services somewhere; those of the setup come on top (emergency.md §7). */
const builtIn = ["911", "112", "999", "000", "110", "118", "119", "988"] as const;

/** Reads back number and address and never reaches a PSAP: all that may be opened on a live target. */
export const testNumbers: readonly string[] = ["933"];

/** What dial plans commonly take off the front: digits for an outside line, two-digit star codes (*67). */
const prefix = /^(?:[0189]|[*#]\d{2})/;

/** What a setup says about numbers. */
export type NumberPlan = Pick<Setup, "emergencyNumbers" | "routes" | "extensions">;

/**
 * The emergency number that a dialled text would reach, read the way dial plans may read it: separators,
 * `+`, `tel:` and `sip:` forms, pauses, outside-line digits and star codes, however many, are looked through.
 * @param setup its emergency numbers, emergency routes and extensions tell numbers apart
 * @returns undefined where it is none
 */
export function emergencyNumberIn(dialled: string, setup: NumberPlan): string | undefined {
  const known: readonly string[] = [...builtIn, ...testNumbers, ...setup.emergencyNumbers];
  for (const whole of readings(dialled)) {
    if (setup.extensions[whole] !== undefined && !known.includes(whole)) continue;
    for (const number of withoutPrefixes(whole)) {
      if (known.includes(number)) return number;
      const routed = setup.routes.some(
        (route) =>
          route.type === "emergency" && patternsOf(route).some(({ glued }) => matchesPattern(glued, number)),
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
