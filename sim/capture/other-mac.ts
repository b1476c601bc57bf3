/**
 * Puts one MAC in the place of another, in the form that it is written in there: with or without separators, in upper or
 * lower case.
 * @param from twelve hex digits, as `to`
 * @example otherMac("001fc1000001", "001fc1000002")("cfg001FC1000001.xml") === "cfg001FC1000002.xml"
 */
export function otherMac(from: string, to: string): (text: string) => string {
  if (from === to) return (text) => text;
  const pairs = from.match(/../g) ?? [];
  const pattern = new RegExp(`(?<![0-9a-f])${pairs.join("([:-]|%3A)?")}(?![0-9a-f])`, "gi");
  return (text) =>
    text.replaceAll(pattern, (found: string, separator: string | undefined) => {
      const written = (to.match(/../g) ?? []).join(separator ?? "");
      return /[A-F]/.test(found.replaceAll("%3A", "")) ? written.toUpperCase() : written;
    });
}
