import type { z } from "zod";
import { pathText } from "./path-text.js";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What a text that was checked is made of. */
export interface Format {
  /** All of it. */
  readonly whole: string;
  readonly object: string;
  readonly key: string;
}
export const yamlFormat: Format = { whole: "the file", object: "a mapping", key: "word" };
/** Of the control API, where a mapping is something else. */
export const jsonFormat: Format = { whole: "the body", object: "an object", key: "field" };

const kindNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  null: "null",
};

function kindName(kind: string, { object }: Format): string {
  return kind === "object" || kind === "record" ? object : (kindNames[kind] ?? kind);
}

const formatNames: Readonly<Record<string, string>> = { ipv4: "an IPv4 address", url: "a URL" };

/**
 * What is wrong with a value, in the words of the file, its path first. The value itself is never repeated: it may be
 * a PIN.
 * @param content what was checked; the issue's path begins at its root
 * @example "map.key: expected text", "map.key is missing: expected text", "the file is empty: expected a mapping"
 */
export function issueText(issue: Issue, content: unknown, format: Format = yamlFormat): string {
  const path = pathText(issue.path);
  const text = valueText(issue, content, format);
  const verb = text.startsWith("is ");
  if (path === "") return verb ? `${format.whole} ${text}` : text;
  return `${path}${verb ? " " : ": "}${text}`;
}

function valueText(issue: Issue, content: unknown, format: Format): string {
  if (issue.code === "invalid_key") return keyText(issue, format);
  const value = valueAt(content, issue.path);
  const wanted = wantedText(issue, format);
  const wrongKind = issue.code === "invalid_type" || issue.code === "invalid_union";
  if (!wrongKind && issue.code !== "invalid_value") return wanted;
  if (value === undefined) return `is missing: ${wanted}`;
  if (value === null) return `is empty: ${wanted}`;
  if (!wrongKind) return wanted;
  const bare = typeof value === "number" || typeof value === "boolean";
  if (bare && wantsText(issue)) {
    return `${wanted}, found ${kindOf(value, format)}${wanted.includes("quote") ? "" : ": quote it"}`;
  }
  return isOurs(issue) || "options" in issue ? wanted : `${wanted}, found ${kindOf(value, format)}`;
}

/** Of a key that a mapping refuses, the reason and not merely that it does. */
function keyText(issue: z.core.$ZodIssueInvalidKey, format: Format): string {
  const [reason] = issue.issues;
  return reason ? wantedText(reason, format) : "this key is not allowed";
}

/** Texts of our own schemas stand as they are; those of the library speak of its types and patterns. */
function wantedText(issue: Issue, format: Format): string {
  if (isOurs(issue)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return `expected ${kindName(issue.expected, format)}`;
    case "invalid_value":
      return `expected ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
    case "invalid_format":
      return formatNames[issue.format]
        ? `expected ${formatNames[issue.format]}`
        : "is not in the form that is needed here";
    case "invalid_union":
      return unionText(issue, format);
    case "too_small":
    case "too_big":
      return sizeText(issue);
    default:
      return issue.message;
  }
}

function unionText(issue: z.core.$ZodIssueInvalidUnion, format: Format): string {
  if ("options" in issue && Array.isArray(issue.options)) {
    return `expected one of ${issue.options.map(String).join(", ")}`;
  }
  const wanted = issue.errors.flatMap(([first]) =>
    first?.path.length === 0 ? [wantedText(first, format).replace(/^expected /, "")] : [],
  );
  return wanted.length > 0
    ? `expected ${[...new Set(wanted)].join(", or ")}`
    : "is not in the form that is needed here";
}

function sizeText(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const counted: Readonly<Record<string, string>> = { string: " characters", array: " items" };
  if (issue.code === "too_big") return `expected at most ${issue.maximum}${counted[issue.origin] ?? ""}`;
  if (issue.minimum === 1 && issue.origin in counted) return "is empty";
  const least = issue.inclusive ? "at least" : "more than";
  return `expected ${least} ${issue.minimum}${counted[issue.origin] ?? ""}`;
}

function isOurs({ message }: Issue): boolean {
  return !/^(Invalid|Too|Unrecognized) /.test(message) && message !== "Invalid input";
}

function wantsText(issue: Issue): boolean {
  if (issue.code === "invalid_union") {
    return issue.errors.some(([first]) => first !== undefined && wantsText(first));
  }
  return issue.code === "invalid_type" && issue.expected === "string";
}

function kindOf(value: unknown, format: Format): string {
  return kindName(Array.isArray(value) ? "array" : typeof value, format);
}

/** The value at a path of unchecked content; undefined where there is none. */
export function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    content,
  );
}
