/** Text that fits a width without being cut through a word. */

/** As many of the parts as fit, from the first on: each whole or not at all. */
export function fitParts(parts: readonly string[], width: number, separator = " · "): string {
  let text = "";
  for (const part of parts.filter((each) => each !== "")) {
    const longer = text === "" ? part : `${text}${separator}${part}`;
    if (longer.length > width && text !== "") break;
    text = longer;
  }
  return fitWords(text, width);
}

/** The first words of a text, with … where some are left out; a single word that is too long is cut. */
export function fitWords(text: string, width: number): string {
  if (text.length <= width) return text;
  const cut = text.slice(0, Math.max(0, width - 1));
  const space = text[cut.length] === " " ? cut.length : cut.lastIndexOf(" ");
  return `${(space > 0 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** The same, filled up to the width. */
export function cell(text: string, width: number): string {
  return fitWords(text, width).padEnd(width);
}
