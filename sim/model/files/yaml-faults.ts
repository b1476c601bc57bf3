import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";

import { bracketIsHiddenByComment, hiddenByComment } from "./hidden-by-comment.js";

/** What makes a YAML text unfit, and at which character of it. */
export interface YamlFault {
  readonly offset: number;
  readonly message: string;
  /** What to do, where "fix it" says too little. */
  readonly hint?: string;
}

/**
 * Everything for which a file is refused before its words are looked at: what is not YAML, and what YAML would read as
 * something else than what stands there. An extension `0012` that silently becomes 12 is a phone without a line.
 * Keys are repeated in messages, values never: one may be a PIN.
 */
export function yamlFaults(document: Document.Parsed, text: string): YamlFault[] {
  const unprintable = unprintableFault(text);
  if (unprintable) return [unprintable];
  if (document.errors.length > 0) return document.errors.map((error) => syntaxFault(error, text));
  // Tags are other tools' programs (`!vault`, `!include`): without them their values would be taken at their word.
  const tags = document.warnings.filter(({ code }) => code === "TAG_RESOLVE_FAILED");
  const faults = [
    ...tags.map(({ pos: [offset] }) => ({ offset, ...unknownTag })),
    ...new Walk(document).faults,
  ];
  return faults.toSorted((left, right) => left.offset - right.offset);
}

/** What YAML 1.2 §5.1 lets no file hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const unprintable = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/;

function unprintableFault(text: string): YamlFault | undefined {
  const offset = text.search(unprintable);
  if (offset < 0) return undefined;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0");
  return {
    offset,
    message: `the control character U+${code}: no YAML file may hold it`,
    hint: "Take it out; in double quotes it may be written as an escape. A file full of them is UTF-16 or no text.",
  };
}

function syntaxFault(error: YAMLError, text: string): YamlFault {
  const [offset] = error.pos;
  const message = `broken YAML: ${syntaxText(error, text)}`;
  return bracketIsHiddenByComment(text, offset)
    ? { offset, message: `${message}; ${hiddenByComment}` }
    : { offset, message };
}

function syntaxText({ code, message, pos: [start] }: YAMLError, text: string): string {
  switch (code) {
    case "DUPLICATE_KEY": {
      const [key = ""] = /^(?:"[^"]*"|'[^']*'|[^:,{}\n]+)/.exec(text.slice(start)) ?? [];
      return `the key ${key.trim()} appears twice in one mapping`;
    }
    case "MULTIPLE_DOCS":
      return "a second document begins here, but a file holds only one: split the file";
    case "BAD_SCALAR_START":
      return `text cannot begin with ${text[start] ?? ""} here: quote it`;
    default:
      return message;
  }
}

const plainTags = ["str", "int", "float", "bool", "null", "map", "seq"];

const unknownTag = {
  message: "unknown tag (! and a word), or one that does not fit its value",
  hint: "Write the value itself, or let your own tool fill it in first; quote text that begins with !.",
} as const;

/** Goes once through the nodes in the order of the file, as anchors count. */
class Walk {
  readonly faults: YamlFault[] = [];
  readonly #anchors = new Map<string, Node>();
  readonly #unused = new Map<string, number>();

  constructor(document: Document.Parsed) {
    visit(document, {
      Node: (_key, node, path) => this.#node(node, path),
      Map: (_key, map, path) => {
        this.#node(map, path);
        this.#keys(map);
      },
      Pair: (_key, pair) => this.#pair(pair),
    });
    for (const offset of this.#unused.values()) {
      this.#add(offset, "& names a value here that no * repeats: quote it, or take the name out");
    }
  }

  #add(offset: number, message: string): void {
    this.faults.push({ offset, message });
  }

  #node(node: Node, path: readonly unknown[]): void {
    const offset = startOf(node);
    if (isAlias(node)) {
      this.#alias(node.source, offset, path);
      return;
    }
    // Unknown ones are warned of; a few more are known to the parser, and of no use here.
    const known = node.tag?.split("tag:yaml.org,2002:")[1];
    if (known !== undefined && !plainTags.includes(known)) this.faults.push({ offset, ...unknownTag });
    if (node.anchor !== undefined) {
      this.#anchors.set(node.anchor, node);
      this.#unused.set(node.anchor, offset);
    }
    if (isScalar(node) && typeof node.value === "number" && leadingZero.test(node.source ?? "")) {
      this.#add(offset, "YAML reads this as a number, which would lose its leading zero: quote it");
    }
  }

  #alias(name: string, offset: number, path: readonly unknown[]): void {
    const meant = this.#anchors.get(name);
    this.#unused.delete(name);
    if (meant === undefined) {
      this.#add(offset, "* repeats a value that was named by &, but nothing has this name: quote it");
    } else if (path.includes(meant)) {
      this.#add(offset, "this alias is inside the value that it repeats");
    }
  }

  #pair({ key, value }: Pair): void {
    if (!isNode(key)) return;
    if (isScalar(key) && typeof key.value === "symbol") this.#merge(value, startOf(key));
    else if (!isScalar(key)) this.#add(startOf(key), "a key must be text: quote it");
    else if (!isAsWritten(key)) {
      const { source = "" } = key;
      const text =
        source === "" ? "a key is missing here" : `YAML reads the key ${source} as ${kindOf(key)}: quote it`;
      this.#add(startOf(key), text);
    }
  }

  #merge(value: unknown, offset: number): void {
    const sources = isSeq(value) ? value.items : [value];
    const allMaps = sources.every((each) => isMap(isAlias(each) ? this.#anchors.get(each.source) : each));
    if (!allMaps) this.#add(offset, "<< takes only mappings, such as <<: *defaults");
  }

  /** `"1001"` and `1001` are two keys to YAML and one to a reader: the later would win. */
  #keys({ items }: YAMLMap): void {
    const seen = new Map<string, unknown>();
    for (const { key } of items) {
      if (!isScalar(key) || typeof key.value === "symbol") continue;
      const text = String(key.value);
      if (seen.has(text) && seen.get(text) !== key.value) {
        this.#add(startOf(key), `the key ${text} appears twice in one mapping, with and without quotes`);
      }
      seen.set(text, key.value);
    }
  }
}

const leadingZero = /^[-+]?0\d/;

/** Whether a key is the text that stands in the file; a leading zero is reported wherever the number stands. */
function isAsWritten({ value, source = "" }: Scalar): boolean {
  if (typeof value === "string") return true;
  return value !== null && (String(value) === source || leadingZero.test(source));
}

function kindOf({ value }: Scalar): string {
  return typeof value === "number" ? `the number ${value}` : String(value);
}

function startOf({ range }: Node): number {
  return range?.[0] ?? 0;
}
