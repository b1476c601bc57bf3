/** What a failing server sends in place of an answer. */

/** As a hotel network answers everything. */
export const loginPortalHtml =
  "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><p>Please accept the terms<br></body></html>\n";

const hugeBytes = 2_000_000;

/** Well-formed, and larger than any phone takes. */
export function hugeXml(): string {
  const start = '<?xml version="1.0"?><TextScreen><Title>Huge</Title><Text>';
  const end = "</Text></TextScreen>";
  return `${start}${"x".repeat(hugeBytes - start.length - end.length)}${end}`;
}

/**
 * Small on the wire: entities that double ten times ten thousand, inside elements a thousand deep. A phone must not
 * spend its memory or its stack on it.
 */
export function bombXml(): string {
  const entities = Array.from({ length: 9 }, (_, index) => {
    const ten = `&e${index};`.repeat(10);
    return `<!ENTITY e${index + 1} "${ten}">`;
  });
  const depth = 1000;
  return [
    '<?xml version="1.0"?><!DOCTYPE TextScreen [<!ENTITY e0 "bomb">',
    ...entities,
    "]><TextScreen><Title>&e9;</Title>",
    "<a>".repeat(depth),
    "&e9;",
    "</a>".repeat(depth),
    "</TextScreen>",
  ].join("");
}
