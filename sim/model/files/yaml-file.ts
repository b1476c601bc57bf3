import { type Document, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { DeskfleetError, DeskfleetErrors, type ErrorCode, type FilePosition } from "../errors.js";
import { hiddenByComment, isHiddenByComment } from "./hidden-by-comment.js";
import { issueText } from "./issue-text.js";
import { nearSuggestion, suggestion } from "./nearest-word.js";
import { yamlFaults } from "./yaml-faults.js";

type Path = readonly (string | number)[];

/** The words of a whole file are worth a long line: without it there is no position to look them up by. */
const longestFileWords = 30;

/** A YAML text together with the means to say where in it something stands. */
export class YamlFile {
  readonly file: string;
  readonly #text: string;
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();
  readonly #content: unknown;

  /** @throws DeskfleetErrors with DF_FILE_YAML for every fault that `yamlFaults` finds. */
  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
    // Other tools read `<<` in such files too, and YAML 1.2 forgot it only.
    const options = { lineCounter: this.#lines, prettyErrors: false, merge: true } as const;
    this.#document = parseDocument(text, options);
    const faults = yamlFaults(this.#document, text);
    if (faults.length > 0) {
      throw new DeskfleetErrors(
        faults.map(({ offset, message, hint }) => {
          const position = this.#position(offset);
          return new DeskfleetError("DF_FILE_YAML", message, {
            position,
            ...(hint !== undefined && { hint }),
          });
        }),
      );
    }
    try {
      this.#content = this.#document.toJS();
    } catch (cause) {
      // More aliases than any honest file has: each of them would be a copy.
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DeskfleetErrors([
        new DeskfleetError("DF_FILE_YAML", `broken YAML: ${reason}`, { position: this.#position(0), cause }),
      ]);
    }
  }

  /** The plain content, unchecked. */
  content(): unknown {
    return this.#content;
  }

  /** Where the value at that path stands; the nearest parent that exists if it is absent. */
  position(path: Path): FilePosition {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      const offset = rangeStart(node);
      if (offset !== undefined) return this.#position(offset);
    }
    return this.#position(rangeStart(this.#document.contents) ?? 0);
  }

  /** Where a key of the mapping at that path stands. */
  keyPosition(path: Path, key: string): FilePosition {
    const mapping = path.length > 0 ? this.#document.getIn(path, true) : this.#document.contents;
    const items = (mapping as { items?: { key?: unknown }[] } | undefined)?.items ?? [];
    for (const item of items) {
      const offset = rangeStart(item.key);
      if (offset !== undefined && String((item.key as { value?: unknown }).value) === key) {
        return this.#position(offset);
      }
    }
    return this.position(path);
  }

  error(code: ErrorCode, message: string, path: Path): DeskfleetError {
    return new DeskfleetError(code, message, { position: this.position(path) });
  }

  /**
   * Checks the content against a schema.
   * @param content what to check instead, where it was made from the file's own content
   * @throws DeskfleetErrors, one DF_FILE_SCHEMA for each fault, in the order of the file.
   */
  parse<Schema extends z.ZodType>(schema: Schema, content: unknown = this.content()): z.output<Schema> {
    const parsed = schema.safeParse(content);
    if (parsed.success) return parsed.data;
    const errors = parsed.error.issues.flatMap((issue) => this.#issueErrors(issue, schema, content));
    errors.sort((left, right) => compare(left.position, right.position));
    throw new DeskfleetErrors(errors);
  }

  #issueErrors(issue: z.core.$ZodIssue, schema: z.ZodType, content: unknown): DeskfleetError[] {
    const path = issue.path.filter((part) => typeof part !== "symbol");
    const where = path.length > 0 ? `${path.join(".")}: ` : "";
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, path);
      return issue.keys.map((key) => {
        const meant = path.length === 0 ? suggestion(key, known, longestFileWords) : suggestion(key, known);
        const position = this.keyPosition(path, key);
        return new DeskfleetError("DF_FILE_SCHEMA", `${where}unknown word "${key}"${meant}`, { position });
      });
    }
    if (issue.code === "invalid_union") {
      const meant = meantBranch(issue);
      if (meant) {
        return meant.flatMap((inner) =>
          this.#issueErrors({ ...inner, path: [...issue.path, ...inner.path] }, schema, content),
        );
      }
    }
    if (issue.code === "invalid_value" && issue.message.startsWith("Invalid")) {
      const found = this.#document.getIn(path);
      if (typeof found === "string" || typeof found === "number") {
        const known = issue.values.map(String);
        const text = `${where}expected one of ${known.join(", ")}, found ${JSON.stringify(found)}${nearSuggestion(String(found), known)}`;
        return [this.error("DF_FILE_SCHEMA", text, path)];
      }
    }
    const text = issueText(issue, content);
    if (issue.code === "invalid_key") {
      const position = this.keyPosition(path.slice(0, -1), String(path.at(-1)));
      return [new DeskfleetError("DF_FILE_SCHEMA", text, { position })];
    }
    return [this.error("DF_FILE_SCHEMA", this.#isHidden(path) ? `${text}; ${hiddenByComment}` : text, path)];
  }

  #isHidden(path: Path): boolean {
    const node = path.length > 0 ? this.#document.getIn(path, true) : undefined;
    // A null that is written has a source.
    if (!isScalar(node) || node.value !== null || node.source) return false;
    return isHiddenByComment(this.#text, rangeStart(node) ?? 0);
  }

  #position(offset: number): FilePosition {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function rangeStart(node: unknown): number | undefined {
  const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
  return range?.[0];
}

function compare(left: FilePosition | undefined, right: FilePosition | undefined): number {
  return (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0);
}

/**
 * The faults of the one alternative that has the right kind of value: somebody who wrote a mapping wants to
 * hear what is wrong in the mapping. Undefined where none or several have it.
 */
function meantBranch(issue: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] | undefined {
  const rightKind = issue.errors.filter(
    (branch) =>
      !branch.some(
        ({ code, path }) => path.length === 0 && (code === "invalid_type" || code === "invalid_value"),
      ),
  );
  return rightKind.length === 1 ? rightKind[0] : undefined;
}

/** The keys that a schema allows at a path, for "did you mean". */
function knownKeys(schema: z.ZodType, path: Path): string[] {
  let current: unknown[] = alternatives(schema);
  for (const part of path) {
    current = current.flatMap((each) => {
      const definition = definitionOf(each);
      return alternatives(
        definition["type"] === "object"
          ? (definition["shape"] as Record<string, unknown>)[String(part)]
          : (definition["element"] ?? definition["valueType"]),
      );
    });
  }
  return current.flatMap((each) => {
    const { shape, keyType } = definitionOf(each);
    // Of an object the fields, of a record over an enumeration its members.
    return Object.keys((shape ?? definitionOf(keyType)["entries"] ?? {}) as object);
  });
}

function definitionOf(schema: unknown): Record<string, unknown> {
  return (schema as { _zod?: { def: Record<string, unknown> } } | undefined)?._zod?.def ?? {};
}

/** What a schema may be, one by one: the options of a union, else itself, without wrappers. */
function alternatives(schema: unknown): unknown[] {
  const bare = unwrap(schema);
  const options = definitionOf(bare)["options"];
  return Array.isArray(options) ? options.flatMap(alternatives) : [bare];
}

/** Strips optional, default and transform wrappers from a schema. */
function unwrap(schema: unknown): unknown {
  let current = schema;
  for (;;) {
    const definition = (current as { _zod?: { def: Record<string, unknown> } } | undefined)?._zod?.def;
    if (!definition) return current;
    const inner = definition["innerType"] ?? (definition["type"] === "pipe" ? definition["in"] : undefined);
    if (inner === undefined) return current;
    current = inner;
  }
}
