import type { ExtensionFacts, PbxFacts } from "../facts/facts.js";
import { type RankedFacts, ranks } from "../facts/ranked-facts.js";
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
  const numbers = new Set(ordered.flatMap(({ facts }) => [...(facts.extensions?.keys() ?? [])]));
  const extensions = new Map(
    [...numbers].sort().map((number): readonly [string, ExtensionFacts] => {
      const own = ordered.flatMap(({ file, facts }) => {
        const value = facts.extensions?.get(number);
        return value === undefined ? [] : [{ file, value }];
      });
      return [
        number,
        merged(own, (key, ...both) =>
          tell(`extension ${number}: ${words(key)}`, ...both, hidden.includes(key)),
        ),
      ];
    }),
  );
  const rest = ordered.map(({ file, facts }) => ({ file, value: withoutExtensions(facts) }));
  // A whole list of routes or users is no sentence: that they differ has to do.
  const facts = merged<Partial<PbxFacts>>(rest, (key, ...both) => {
    if (key !== "emergencyDevices") tell(`what is known of ${words(key)}`, ...both, true);
  });
  const settled = settlePlan({ ...facts, extensions });
  return { facts: settled.facts, contradictions: [...contradictions, ...settled.contradictions] };
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

function withoutExtensions({ extensions: _extensions, ...rest }: Partial<PbxFacts>): Partial<PbxFacts> {
  return rest;
}

function comparable(value: unknown): string {
  return JSON.stringify(value instanceof Map ? [...value] : value);
}

/** `maxContacts` → `max contacts`. */
function words(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function shown(value: unknown): string {
  return value === "" ? "empty" : typeof value === "string" ? value : JSON.stringify(value);
}
