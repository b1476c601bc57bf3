import { redacted } from "../transcript/redaction.js";

/**
 * Whether a text is what was recorded, where each redacted secret may be anything.
 * @example matchesRedacted("pin=•••&x=1", "pin=2580&x=1") === true
 */
export function matchesRedacted(recorded: string, text: string): boolean {
  const [first = "", ...rest] = recorded.split(redacted);
  const last = rest.pop();
  if (last === undefined) return recorded === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** A path with its query: names and values in any order, however they are escaped. */
export function matchesPath(recorded: string, asked: string): boolean {
  const [recordedPath, recordedQuery] = partsOf(recorded);
  const [askedPath, askedQuery] = partsOf(asked);
  if (!matchesRedacted(decoded(recordedPath), decoded(askedPath))) return false;
  return matchesPairs(recordedQuery, askedQuery);
}

/** A query or a form: each pair has its match, and none is left. */
export function matchesPairs(recorded: string, asked: string): boolean {
  const wanted = pairsOf(recorded);
  const open = pairsOf(asked);
  if (wanted.length !== open.length) return false;
  // What is known to the letter first, so that what may be anything does not take its match.
  wanted.sort((left, right) => Number(left.includes(redacted)) - Number(right.includes(redacted)));
  return wanted.every((pair) => {
    const index = open.findIndex((each) => matchesRedacted(pair, each));
    if (index >= 0) open.splice(index, 1);
    return index >= 0;
  });
}

function partsOf(path: string): [path: string, query: string] {
  const mark = path.indexOf("?");
  return mark < 0 ? [path, ""] : [path.slice(0, mark), path.slice(mark + 1)];
}

function pairsOf(query: string): string[] {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => decoded(pair.replaceAll("+", " ")));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
