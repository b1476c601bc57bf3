import { testNumbers } from "../model/setup/test-numbers.js";
import { digitGroups, keysOf, readings } from "./dialled-text.js";
import { matchesPattern } from "./match-pattern.js";
import type { NumberPlan } from "./number-plan.js";
import { patternRow } from "./pattern-row.js";
import { sentNumbers, withoutOwnPrefixes } from "./sent-numbers.js";

/** Numbers that reach emergency or crisis services somewhere; those of the setup come on top (emergency.md §7). */
const builtIn = ["911", "112", "999", "000", "110", "118", "119", "988"] as const;

/** Digits that PBXs commonly want for an outside line, or carriers before a number. */
export const outsideLineDigits = "0189";

/** The shortest number of which nobody dials an emergency number in disguise: that of a local subscriber. */
export const subscriberDigits = 7;

/** Vertical service codes have two digits, or four (*67, *2820). */
export const longestCode = 4;

/**
 * The emergency number that a dialled text would reach, read the way phones, dial plans and carriers may read it:
 * the first of `emergencyNumbersIn`.
 * @returns undefined where it is none
 */
export function emergencyNumberIn(dialled: string, plan: NumberPlan): string | undefined {
  return emergencyNumbersIn(dialled, plan)[0];
}

/**
 * Every emergency number that a dialled text might reach. Looked through are separators, `+`, `tel:` and `sip:` forms,
 * pauses, terminators, star codes of any length and outside-line digits, however many; and the routes and trunks of the
 * setup: what they take off, and what they put in front.
 *
 * A number of its own is none: an extension, or one as long as a subscriber's that an ordinary route of the setup takes
 * digit by digit. What the setup would send for it is looked at all the same.
 */
export function emergencyNumbersIn(dialled: string, plan: NumberPlan): string[] {
  const found = readings(dialled).flatMap((keys) => {
    const complete = keys.replace(/[*#]+$/, "");
    if (isExtension(complete, plan)) return isKnown(complete, plan) ? [complete] : [];
    const candidates = candidatesIn(keys, plan);
    const sent = candidates.flatMap((candidate) => candidatesSentFor(candidate, plan));
    return [...candidates, ...sent].flatMap((number) => emergencyNumberOf(number, plan) ?? []);
  });
  return [...new Set(found)];
}

/** The emergency number that a number is, or that somebody may take it for. */
function emergencyNumberOf(number: string, plan: NumberPlan): string | undefined {
  if (isKnown(number, plan)) return number;
  if (isRouted(number, plan)) return knownOf(plan).find((each) => number.endsWith(each)) ?? number;
  // Any digit may mean an outside line; only before these, for 2000 and 5112 are extensions of many a PBX.
  const rest = number.slice(1);
  return behindAnyDigit(plan).includes(rest) ? rest : undefined;
}

/** What the PBX may send for it, and what the carrier may make of that. */
function candidatesSentFor(number: string, plan: NumberPlan): string[] {
  const sent = sentNumbers(number, plan).map(keysOf);
  return isOrdinary(number, plan) ? sent : sent.flatMap((each) => candidatesIn(each, plan));
}

/** What the keys may stand for once codes, terminators and prefixes are off; themselves first. */
function candidatesIn(keys: string, plan: NumberPlan): string[] {
  const found = new Set<string>();
  for (const { digits, behindCode } of digitGroups(keys)) {
    if (behindCode && isExtension(digits, plan)) continue;
    for (const number of behindCode ? behindCodeIn(digits, plan) : [digits]) addReadings(found, number, plan);
  }
  return [keys, ...found];
}

/** The digits behind a code whose length is not known: every end of them, or the one that is a number of its own. */
function behindCodeIn(digits: string, plan: NumberPlan): string[] {
  const ends = Array.from(digits, (_digit, start) => digits.slice(start));
  const ordinary = ends.find((end, start) => start <= longestCode && isOrdinary(end, plan));
  return ordinary === undefined ? ends : [ordinary];
}

/** Adds the number as it is, then with one more prefix off each time, until nothing more comes off. */
function addReadings(found: Set<string>, number: string, plan: NumberPlan): void {
  if (number === "" || found.has(number)) return;
  found.add(number);
  if (isOrdinary(number, plan)) return;
  const shorter = withoutOwnPrefixes(number, plan);
  if (outsideLineDigits.includes(number.charAt(0))) shorter.push(number.slice(1));
  for (const rest of shorter) addReadings(found, rest, plan);
}

/** What is an emergency number as it stands, or the test of one. */
export function knownOf({ emergencyNumbers }: Pick<NumberPlan, "emergencyNumbers">): readonly string[] {
  return [...builtIn, ...testNumbers, ...emergencyNumbers];
}

/** Those that people mean behind whatever digit. */
export function behindAnyDigit({
  emergencyNumbers,
}: Pick<NumberPlan, "emergencyNumbers">): readonly string[] {
  return ["911", ...emergencyNumbers];
}

function isKnown(number: string, plan: NumberPlan): boolean {
  return knownOf(plan).includes(number);
}

function isExtension(number: string, { extensions }: NumberPlan): boolean {
  return Object.hasOwn(extensions, number);
}

function isRouted(number: string, { routes }: NumberPlan): boolean {
  return routes.some(
    ({ type, patterns }) =>
      type === "emergency" && patterns.some((row) => matchesPattern(patternRow(row).glued, number)),
  );
}

/** Whether a route that is not for emergencies names each digit of it, so that it is a subscriber's number. */
function isOrdinary(number: string, { routes }: NumberPlan): boolean {
  if (number.length < subscriberDigits) return false;
  return routes.some(
    ({ type, patterns }) =>
      type === "normal" &&
      patterns.some((row) => {
        const pattern = patternRow(row).glued;
        return !/[.!]$/.test(pattern) && matchesPattern(pattern, number);
      }),
  );
}
