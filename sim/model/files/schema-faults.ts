import type { z } from "zod";
import { type Format, issueText, valueAt, yamlFormat } from "./issue-text.js";
import { nearestWord, nearSuggestion, suggestion } from "./nearest-word.js";
import { pathText } from "./path-text.js";

type Path = readonly (string | number)[];

/** The words of a whole file are worth a long line: without it there is no position to look them up by. */
const longestRootWords = 30;

/** What a schema refuses, and where. */
export interface SchemaFault {
  /** Of the value, or of the mapping that has the key. */
  readonly path: Path;
  /** The key at fault, where it is not the value. */
  readonly key?: string;
  /** Begins with the path. It repeats a value only where the field takes one of a few words: others may be PINs. */
  readonly message: string;
}

/**
 * What a schema refuses in a content, in the words of a user; the order is the schema's.
 * @param format what the content is, for its words
 */
export function schemaFaults(
  { issues }: z.ZodError,
  schema: z.ZodType,
  content: unknown,
  format: Format = yamlFormat,
): SchemaFault[] {
  const misspelt = issues.flatMap((issue) => misspeltFields(issue, schema));
  return issues
    .filter(({ path }) => !misspelt.includes(pathText(path)) || valueAt(content, path) !== undefined)
    .flatMap((issue) => faultsOf(issue, schema, content, format));
}

/** The fields that unknown keys were meant to be: that they are missing goes without saying. */
function misspeltFields(issue: z.core.$ZodIssue, schema: z.ZodType): string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const path = plainPath(issue.path);
  const known = knownKeys(schema, path);
  return issue.keys.flatMap((key) => {
    const meant = nearestWord(key, known);
    return meant === undefined ? [] : [pathText([...path, meant])];
  });
}

function faultsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  content: unknown,
  format: Format,
): SchemaFault[] {
  const path = plainPath(issue.path);
  const where = path.length > 0 ? `${pathText(path)}: ` : "";
  if (issue.code === "unrecognized_keys") {
    return unknownKeys(issue.keys, path, knownKeys(schema, path)).map(({ key, meant }) => ({
      path,
      key,
      message: `${where}unknown ${format.key} "${key}"${meant}`,
    }));
  }
  if (issue.code === "invalid_union") {
    const meant = meantBranch(issue);
    if (meant) {
      return meant.flatMap((inner) =>
        faultsOf({ ...inner, path: [...issue.path, ...inner.path] }, schema, content, format),
      );
    }
  }
  if (issue.code === "invalid_value" && issue.message.startsWith("Invalid")) {
    const found = valueAt(content, path);
    if (typeof found === "string" || typeof found === "number") {
      const known = issue.values.map(String);
      const message = `${where}expected one of ${known.join(", ")}, found ${JSON.stringify(found)}${nearSuggestion(String(found), known)}`;
      return [{ path, message }];
    }
  }
  const message = issueText(issue, content, format);
  if (issue.code === "invalid_key") return [{ path: path.slice(0, -1), key: String(path.at(-1)), message }];
  return [{ path, message }];
}

/** What each was meant to be; the list of all words stands once, with the first that is like none of them. */
function unknownKeys(
  keys: readonly string[],
  path: Path,
  known: readonly string[],
): { readonly key: string; readonly meant: string }[] {
  const unlike = keys.find((key) => nearestWord(key, known) === undefined);
  return keys.map((key) => {
    const longest = path.length === 0 ? longestRootWords : undefined;
    return { key, meant: key === unlike ? suggestion(key, known, longest) : nearSuggestion(key, known) };
  });
}

function plainPath(path: readonly PropertyKey[]): Path {
  return path.filter((part) => typeof part !== "symbol");
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
