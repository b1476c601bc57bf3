/** A pattern of the setup as Asterisk has it: what is no plain number begins with `_` (FI-11). */
export function patternText(pattern: string): string {
  const upper = pattern.toUpperCase();
  return /[XNZ[.!]/.test(upper) ? `_${upper}` : upper;
}

/** Any number at all; `_.` alone would also take the names that Asterisk itself jumps to. */
export const anyNumber = "_[+*#0-9A-Za-z]!";

/** Of rows with one pattern the first counts; Asterisk takes a pattern once. */
export function firstOfEach<Row>(rows: readonly Row[], patternOf: (row: Row) => string): Row[] {
  const patterns = rows.map((row) => patternText(patternOf(row)));
  return rows.filter((_row, index) => patterns.indexOf(patterns[index] ?? "") === index);
}
