import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import { type Suggestion, suggestionMark } from "./suggestion.js";

/** Ahead of this section stand those that are suggested as a whole. */
const nextSection = "policies";

/**
 * Writes suggestions into the text of a setup as lines to be used by taking their mark away: a mapping in braces is spread
 * over several lines for that, so no line of the file has to go.
 * @throws Error where the text has no such place
 */
export function withSuggestions(text: string, suggestions: readonly Suggestion[]): string {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) throw new Error("the text is no mapping");
  return suggestions
    .map((suggestion) => insertionOf(text, contents, suggestion))
    .toSorted((left, right) => right.from - left.from)
    .reduce((changed, { from, to, inserted }) => changed.slice(0, from) + inserted + changed.slice(to), text);
}

interface Insertion {
  readonly from: number;
  readonly to: number;
  readonly inserted: string;
}

function insertionOf(text: string, root: YAMLMap, { into, lines }: Suggestion): Insertion {
  if (into.length === 0) {
    const from = keyStart(root, nextSection);
    return { from, to: from, inserted: `${marked(lines, "")}\n` };
  }
  const mapping = into.reduce(valueIn, root);
  const start = mapping.range?.[0] ?? 0;
  const indent = "  ".repeat(Math.min(into.length, 2) + 1);
  if (!mapping.flow) {
    const from = text.lastIndexOf("\n", start) + 1;
    return { from, to: from, inserted: `${marked(lines, "  ")}\n` };
  }
  const rest = /^\s*/.exec(text.slice(start + 1))?.[0].length ?? 0;
  return {
    from: start + 1,
    to: start + 1 + rest,
    inserted: `\n${marked(lines, indent)}\n${indent}`,
  };
}

function marked(lines: readonly string[], indent: string): string {
  return lines.map((line) => `${indent}${line.startsWith("# ") ? "" : suggestionMark}${line}`).join("\n");
}

function valueIn(mapping: YAMLMap, key: string): YAMLMap {
  const value = pairOf(mapping, key).value;
  if (!isMap(value)) throw new Error(`${key} is no mapping`);
  return value;
}

function keyStart(mapping: YAMLMap, key: string): number {
  const node = pairOf(mapping, key).key;
  return isScalar(node) ? (node.range?.[0] ?? 0) : 0;
}

function pairOf(mapping: YAMLMap, key: string) {
  const pair = mapping.items.find((each) => isScalar(each.key) && each.key.value === key);
  if (pair === undefined) throw new Error(`there is no ${key}`);
  return pair;
}
