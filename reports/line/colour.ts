/** Colour for terminals; colour never carries a meaning alone. */
export interface Colour {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

function sgr(code: number): (text: string) => string {
  return (text) => `\u001b[${code}m${text}\u001b[0m`;
}

const plain = (text: string): string => text;

/** @param enabled false for pipes, files and NO_COLOR */
export function createColour(enabled: boolean): Colour {
  return enabled
    ? { good: sgr(32), bad: sgr(31), warn: sgr(33), dim: sgr(2), bold: sgr(1) }
    : { good: plain, bad: plain, warn: plain, dim: plain, bold: plain };
}
