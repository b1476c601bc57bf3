import { Parser } from "xml2js";

/** An element as read: attributes, text, and children by name. Its form is not trusted, see the readers below. */
export type XmlElement = Readonly<Record<string, unknown>>;

export type ParsedXml =
  | { readonly ok: true; readonly name: string; readonly root: XmlElement }
  | { readonly ok: false; readonly reason: string };

/** Reads a document. Never throws: whatever a server sends gets a result. */
export function parseXml(text: string): ParsedXml {
  if (text.trim() === "") return { ok: false, reason: "the answer is empty" };
  let result: ParsedXml = { ok: false, reason: "the answer is not XML" };
  const parser = new Parser({ explicitCharkey: true, emptyTag: () => ({}) });
  try {
    parser.parseString(text, (error, document: unknown) => {
      result = error ? { ok: false, reason: `not XML: ${firstLine(error.message)}` } : rootOf(document);
    });
  } catch {
    // The parser throws through its own error path for some inputs; the result says enough.
  }
  return result;
}

function rootOf(document: unknown): ParsedXml {
  if (!isElement(document)) return { ok: false, reason: "the answer has no root element" };
  const [name] = Object.keys(document);
  const root = name === undefined ? undefined : document[name];
  return name !== undefined && isElement(root)
    ? { ok: true, name, root }
    : { ok: false, reason: "the answer has no root element" };
}

/** The children of that name, in order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  // Own properties only: an element may be called `constructor`.
  const children = Object.hasOwn(element, name) ? element[name] : undefined;
  return Array.isArray(children) ? children.filter(isElement) : [];
}

/** The text of an element, "" where it has none. */
export function textOf(element: XmlElement | undefined): string {
  return typeof element?.["_"] === "string" ? element["_"] : "";
}

/** The text of the first child of that name, trimmed. */
export function childText(element: XmlElement, name: string): string {
  return textOf(childrenOf(element, name)[0]).trim();
}

/** An attribute, "" where it is absent. */
export function attributeOf(element: XmlElement, name: string): string {
  const attributes = element["$"];
  const value = isElement(attributes) && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof value === "string" ? value : "";
}

function isElement(value: unknown): value is XmlElement {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
