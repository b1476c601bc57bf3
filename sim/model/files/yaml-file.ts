import { type Document, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { DeskfleetError, DeskfleetErrors, type ErrorCode, type FilePosition } from "../errors.js";
import { type FileKind, schemaHint } from "./file-kind.js";
import { hiddenByComment, isHiddenByComment } from "./hidden-by-comment.js";
import { schemaFaults } from "./schema-faults.js";
import { yamlFaults } from "./yaml-faults.js";

type Path = readonly (string | number)[];

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
   * @param kind whose schema it is, for the hint; undefined: of none that `deskfleet schema` prints
   * @param content what to check instead, where it was made from the file's own content
   * @throws DeskfleetErrors, one DF_FILE_SCHEMA for each fault, in the order of the file.
   */
  parse<Schema extends z.ZodType>(
    schema: Schema,
    kind: FileKind | undefined,
    content: unknown = this.content(),
  ): z.output<Schema> {
    const parsed = schema.safeParse(content);
    if (parsed.success) return parsed.data;
    const errors = schemaFaults(parsed.error, schema, content).map(({ path, key, message }) => {
      const position = key === undefined ? this.position(path) : this.keyPosition(path, key);
      const hidden = key === undefined && this.#isHidden(path);
      const text = hidden ? `${message}; ${hiddenByComment}` : message;
      return new DeskfleetError("DF_FILE_SCHEMA", text, {
        position,
        ...(kind && { hint: schemaHint(kind) }),
      });
    });
    errors.sort((left, right) => compare(left.position, right.position));
    throw new DeskfleetErrors(errors);
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
