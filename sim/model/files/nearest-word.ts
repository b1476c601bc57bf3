import { distance } from "fastest-levenshtein";

/** The nearest known word, if it is near enough to have been meant. Of two as near, the one that begins alike. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, off: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort(
      (left, right) =>
        left.off - right.off || sharedStart(word, right.candidate) - sharedStart(word, left.candidate),
    )[0];
  const nearEnough = Math.min(word.length - 1, Math.max(2, Math.floor(word.length / 3)));
  return ranked && ranked.off <= nearEnough ? ranked.candidate : undefined;
}

/** How many letters two words have in common before they differ. */
function sharedStart(left: string, right: string): number {
  const differs = [...left].findIndex((letter, at) => letter !== right[at]);
  return differs < 0 ? left.length : differs;
}

/** ` (did you mean "x"?)`, or the whole list where it is no longer than that, or nothing. */
export function suggestion(word: string, known: readonly string[], longest = 12): string {
  const nearest = nearSuggestion(word, known);
  if (nearest !== "") return nearest;
  return known.length > 0 && known.length <= longest ? ` (known: ${known.join(", ")})` : "";
}

/** The same for a message that gives the list anyway. */
export function nearSuggestion(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? "" : ` (did you mean "${nearest}"?)`;
}
