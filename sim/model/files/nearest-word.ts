import { distance } from "fastest-levenshtein";

/** The nearest known word, if it is near enough to have been meant. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, off: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((left, right) => left.off - right.off)[0];
  if (!ranked || ranked.off > Math.max(2, Math.floor(word.length / 3))) return undefined;
  return ranked.candidate;
}

/** ` (did you mean "x"?)`, or the whole list where it is no longer than that, or nothing. */
export function suggestion(word: string, known: readonly string[], longest = 12): string {
  const nearest = nearSuggestion(word, known);
  if (nearest !== "") return nearest;
  return known.length > 0 && known.length <= longest ? ` (known: ${known.join(", ")})` : "";
}

/** The same where the list is told anyway. */
export function nearSuggestion(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? "" : ` (did you mean "${nearest}"?)`;
}
