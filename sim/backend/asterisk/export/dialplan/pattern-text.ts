/**
 * Any number at all. A pattern that takes letters would also take the names that Asterisk itself looks for: a call that
 * is refused would go on at `h`.
 */
export const anyNumber = "_[+*#0-9]!";

/** The same for what is left of a number that was dialled, keys A to D among it; where no call stays. */
export const anyKeys = "_[+*#0-9A-Da-d]!";

/** A pattern of the setup as Asterisk has it: what is no plain number begins with `_` (FI-11). */
export function patternText(pattern: string): string {
  const upper = pattern.toUpperCase();
  if (/^[.!]/.test(upper)) return anyNumber;
  return /[XNZ[.!]/.test(upper) ? `_${upper}` : upper;
}

/** Of rows with one pattern the first counts; Asterisk takes a pattern once. */
export function firstOfEach<Row>(rows: readonly Row[], patternOf: (row: Row) => string): Row[] {
  const patterns = rows.map((row) => patternText(patternOf(row)));
  return rows.filter((_row, index) => patterns.indexOf(patterns[index] ?? "") === index);
}
