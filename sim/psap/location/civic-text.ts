/**
 * A civic address in one line, from the street to the country, as a dispatcher reads it out.
 * @param civic elements by the names of RFC 5139; what has no place in the line is left out
 * @example { HNO: "100", RD: "Example", STS: "Street", FLR: "4", A3: "New York", A1: "NY" }
 *   → 100 Example Street, floor 4, New York, NY
 */
export function civicText(civic: Readonly<Record<string, string>>): string {
  const words = (...names: string[]): string =>
    names.flatMap((name) => (Object.hasOwn(civic, name) ? [civic[name]] : [])).join(" ");
  const named = (word: string, name: string): string =>
    Object.hasOwn(civic, name) ? `${word} ${civic[name]}` : "";
  return [
    // A6 held the street in RFC 4119; RD does since RFC 5139.
    words("HNO", "HNS", "PRD", "RD", "A6", "STS", "POD"),
    words("NAM"),
    words("LMK"),
    words("BLD"),
    named("unit", "UNIT"),
    named("floor", "FLR"),
    named("room", "ROOM"),
    named("seat", "SEAT"),
    words("LOC"),
    words("A4"),
    words("A3"),
    words("A1", "PC"),
    words("country"),
  ]
    .filter((part) => part !== "")
    .join(", ");
}
