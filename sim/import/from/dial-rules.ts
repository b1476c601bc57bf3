import type { DialRuleFacts } from "../facts/facts.js";
import type { ConfEntry } from "../read/conf.js";

/** One rule of `[sub-flp-T]` (FI-22): a regular expression over the number that the route sends. */
const rule = /REGEX\("\^(.*)\$" \$\{DIAL_NUMBER\}\).*Set\(TARGET_FLP_\d+=(.*?)\$\{DIAL_NUMBER(?::(\d+))?\}\)/;

/** What FreePBX makes of the letters of a pattern. */
const letters: readonly (readonly [string, string])[] = [
  ["[0-9]", "X"],
  ["[1-9]", "Z"],
  ["[2-9]", "N"],
];

/** The dial rules of a trunk, in order. */
export function dialRules(entries: readonly ConfEntry[]): DialRuleFacts[] {
  return entries.flatMap(({ value }) => {
    const [, written, prepend = "", strip = "0"] = rule.exec(value) ?? [];
    if (written === undefined) return [];
    const pattern = letters.reduce((text, [set, letter]) => text.replaceAll(set, letter), written);
    return [{ prefix: pattern.slice(0, Number(strip)), match: pattern.slice(Number(strip)), prepend }];
  });
}
