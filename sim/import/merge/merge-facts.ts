import { didName } from "../facts/did-name.js";
import type { EmergencyDeviceFacts, ExtensionFacts, PbxFacts } from "../facts/facts.js";
import { type RankedFacts, ranks } from "../facts/ranked-facts.js";
import { listDifferences } from "./list-differences.js";
import { mergePinSets } from "./merge-pin-sets.js";
import { settlePlan } from "./running-plan.js";

export interface MergedFacts {
  readonly facts: PbxFacts;
  /** Where two sources differ, as sentences. They hold no secret and no PIN. */
  readonly contradictions: readonly string[];
}

const hidden: readonly string[] = ["secret", "pin"] satisfies (keyof ExtensionFacts)[];

/**
 * Puts together what several files say, field by field; where two differ, the better source counts and the difference
 * is told: most often an Apply Config is pending.
 */
export function mergeFacts(parts: readonly RankedFacts[]): MergedFacts {
  const ordered = parts.toSorted((left, right) => ranks.indexOf(left.rank) - ranks.indexOf(right.rank));
  const contradictions: string[] = [];
  const tell = (what: string, told: Told, other: Told, isHidden: boolean): void => {
    const difference = isHidden
      ? `differs between ${told.file} and ${other.file}`
      : `is ${shown(told.value)} in ${told.file}, but ${shown(other.value)} in ${other.file}`;
    contradictions.push(`${what} ${difference}: the first counts`);
  };
  const extensions = byNumber<ExtensionFacts>(
    ordered.map(({ file, facts }) => ({ file, own: facts.extensions })),
    (number, key, ...both) => tell(`extension ${number}: ${words(key)}`, ...both, hidden.includes(key)),
  );
  const emergencyDevices = byNumber<EmergencyDeviceFacts>(
    ordered.map(({ file, facts }) => ({ file, own: facts.emergencyDevices })),
    (number, key, ...both) =>
      tell(`emergency device ${number}: ${words(key)}`, ...both, hidden.includes(key)),
  );
  const { pinSets, contradictions: ofPins } = mergePinSets(ordered);
  contradictions.push(...ofPins);
  const rest = ordered.map(({ file, facts }) => ({ file, value: withoutMerged(facts) }));
  const facts = merged<Partial<PbxFacts>>(rest, (key, first, other) => {
    const differences = listDifferences(key, first, other);
    // Of a whole list of routes, that they differ has to do.
    if (differences === undefined) tell(`what is known of ${words(key)}`, first, other, true);
    else contradictions.push(...differences);
  });
  const settled = settlePlan({
    ...facts,
    ...withDescriptions(facts, ordered),
    extensions,
    ...(emergencyDevices.size === 0 ? {} : { emergencyDevices }),
    ...(pinSets === undefined ? {} : { pinSets }),
  });
  return { facts: settled.facts, contradictions: [...contradictions, ...settled.contradictions] };
}

/** Field by field, for each number that any of the parts has. */
function byNumber<Facts extends object>(
  parts: readonly { readonly file: string; readonly own: ReadonlyMap<string, Facts> | undefined }[],
  differs: (number: string, key: string, told: Told, other: Told) => void,
): ReadonlyMap<string, Facts> {
  const numbers = new Set(parts.flatMap(({ own }) => [...(own?.keys() ?? [])]));
  return new Map(
    [...numbers].sort().map((number) => {
      const own = parts.flatMap(({ file, own: all }) => {
        const value = all?.get(number);
        return value === undefined ? [] : [{ file, value }];
      });
      return [number, merged<Facts>(own, (key, ...both) => differs(number, key, ...both))];
    }),
  );
}

/** What Asterisk runs has no descriptions: another source lends them. */
function withDescriptions(
  { dids }: Partial<PbxFacts>,
  parts: readonly RankedFacts[],
): Pick<PbxFacts, "dids"> {
  if (dids === undefined) return {};
  const described = parts.flatMap(({ facts }) => facts.dids ?? []).filter((each) => each.description !== "");
  // Of two the first counts.
  const descriptions = new Map(described.toReversed().map((each) => [didName(each), each.description]));
  return {
    dids: dids.map((route) => ({ ...route, description: descriptions.get(didName(route)) ?? "" })),
  };
}

interface Told {
  readonly file: string;
  readonly value: unknown;
}

/** Of each field the first value; `differs` is called for each other one. */
function merged<Facts extends object>(
  parts: readonly { readonly file: string; readonly value: Facts }[],
  differs: (key: string, told: Told, other: Told) => void,
): Facts {
  const chosen = new Map<string, Told>();
  for (const { file, value: facts } of parts) {
    for (const [key, value] of Object.entries(facts)) {
      const told = chosen.get(key);
      if (told === undefined) chosen.set(key, { file, value });
      else if (comparable(told.value) !== comparable(value)) differs(key, told, { file, value });
    }
  }
  return Object.fromEntries([...chosen].map(([key, { value }]) => [key, value])) as Facts;
}

/** Without what is merged entry by entry. */
function withoutMerged(facts: Partial<PbxFacts>): Partial<PbxFacts> {
  const { extensions: _extensions, emergencyDevices: _devices, pinSets: _sets, ...rest } = facts;
  return rest;
}

function comparable(value: unknown): string {
  return JSON.stringify(value);
}

/** `maxContacts` → `max contacts`. */
function words(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function shown(value: unknown): string {
  return value === "" ? "empty" : typeof value === "string" ? value : JSON.stringify(value);
}
