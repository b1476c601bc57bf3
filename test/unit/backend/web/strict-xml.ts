import { DOMParser, type Element } from "@xmldom/xmldom";

/**
 * The root element of a document, read by a parser that is neither ours nor that of the library which wrote it.
 * @throws at the first thing that it even warns of
 */
export function readStrictly(xml: string): Element {
  const document = new DOMParser({ onError: stopAtWarnings }).parseFromString(xml, "text/xml");
  const root = document.documentElement;
  if (!root) throw new Error(`no root element: ${xml}`);
  return root;
}

/** U+FFFD is a character like any other; the parser suspects a wrong encoding behind it. */
function stopAtWarnings(level: string, message: string): void {
  if (!message.includes("Unicode replacement character")) throw new Error(`${level}: ${message}`);
}

export function elementsIn(element: Element, name: string): Element[] {
  return [...element.childNodes].filter((node): node is Element => node.nodeName === name);
}

/** The text of the first child of that name, "" where there is none. */
export function textIn(element: Element, name: string): string {
  return elementsIn(element, name)[0]?.textContent ?? "";
}
