import { Parser } from "xml2js";

/** An element as read: attributes, text, and children by name. Its form is not trusted, see the readers below. */
export type XmlElement = Readonly<Record<string, unknown>>;

export type ParsedXml =
  | { readonly ok: true; readonly name: string; readonly root: XmlElement }
  | { readonly ok: false; readonly reason: string };

/** Far beyond the largest file of 16 accounts and 45 keys, and nothing that takes long to read. */
const maxElements = 10_000;
/** The objects of the XML browser and the configuration file nest four deep. */
const maxDepth = 32;

/** What sax reports to xml2js while it reads; the types of xml2js leave it out. */
interface SaxEvents {
  onopentag(node: unknown): void;
  onclosetag(name: string): void;
  ondoctype?: (text: string) => void;
  ENTITIES: Readonly<Record<string, string>>;
}

/** XML, but not of a kind that the phone reads. */
class RefusedXml extends Error {}

const predefined: Readonly<Record<string, string>> = { amp: "&", gt: ">", lt: "<", quot: '"', apos: "'" };

/**
 * Without a document type XML knows five entities, in this very spelling (XML 1.0 §4.6). sax knows those of HTML too,
 * and tries other spellings where the first one is not found, so what is not found must not return.
 */
const entities = new Proxy(predefined, {
  get: (known, name) => {
    const entity = String(name);
    if (Object.hasOwn(known, entity)) return known[entity];
    if (/^#(x[0-9a-f]+|[0-9]+)$/i.test(entity) && entity[1] !== "X") return undefined;
    throw new RefusedXml(`the entity &${entity.slice(0, 20)}; is none of XML's five`);
  },
});

/** What no document may hold (XML 1.0 §2.2); in text read as the wrong encoding they abound. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const notXml = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;

/** A parser that stops at a document type and at documents that only a hostile server sends. */
class BoundedParser extends Parser {
  declare readonly saxParser: SaxEvents;

  constructor() {
    super({ explicitCharkey: true, emptyTag: () => ({}) });
    const { saxParser } = this;
    const open = saxParser.onopentag;
    const close = saxParser.onclosetag;
    let elements = 0;
    let depth = 0;
    saxParser.onopentag = (node) => {
      if (++elements > maxElements) throw new RefusedXml(`more than ${maxElements} elements`);
      if (++depth > maxDepth) throw new RefusedXml(`elements more than ${maxDepth} deep`);
      open(node);
    };
    saxParser.onclosetag = (name) => {
      depth--;
      close(name);
    };
    saxParser.ondoctype = () => {
      throw new RefusedXml("a document type is not allowed");
    };
    saxParser.ENTITIES = entities;
  }
}

/**
 * Reads a document. Never throws: whatever a server sends gets a result. Document types are refused, and with them
 * every entity but the five of XML, so that no document is larger than it looks.
 */
export function parseXml(text: string): ParsedXml {
  if (text.trim() === "") return { ok: false, reason: "the answer is empty" };
  const [forbidden] = notXml.exec(text) ?? [];
  if (forbidden !== undefined) {
    const code = forbidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return { ok: false, reason: `not XML: it holds the control character U+${code}` };
  }
  let result: ParsedXml = { ok: false, reason: "the answer is not XML" };
  try {
    new BoundedParser().parseString(text, (error, document: unknown) => {
      result = error ? { ok: false, reason: reasonOf(error) } : rootOf(document);
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
  return attributesOf(element).find(([each]) => each === name)?.[1] ?? "";
}

/** All attributes, as name and value. */
export function attributesOf(element: XmlElement): (readonly [string, string])[] {
  const attributes = element["$"];
  if (!isElement(attributes)) return [];
  return Object.entries(attributes).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
}

function isElement(value: unknown): value is XmlElement {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function reasonOf(error: Error): string {
  if (error instanceof RefusedXml) return error.message;
  return `not XML: ${error.message.split("\n", 1)[0] ?? ""}`;
}
