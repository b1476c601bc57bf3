import type { z } from "zod";
import { fieldsOf, listOf, type Path } from "../file/unchecked.js";
import { type NameKind, namingOf } from "./named.js";

/** A name that stands in a scenario. */
export interface Mention {
  readonly kind: NameKind;
  readonly name: string;
  /** Keys from the root of the file. */
  readonly path: Path;
}

/**
 * Every name in unchecked content, as its schema says (`named`), in the order of the schema. What has the wrong shape
 * is left to the schema itself: its faults and those of names are reported together.
 */
export function mentionsIn(schema: z.core.$ZodType, content: unknown, path: Path): Mention[] {
  const naming = namingOf(schema);
  const name = typeof content === "string" ? (naming?.nameIn ?? same)(content) : undefined;
  const own = naming && name !== undefined ? [{ kind: naming.kind, name, path }] : [];
  return [...own, ...mentionsInside(schema, content, path)];
}

function mentionsInside(schema: z.core.$ZodType, content: unknown, path: Path): Mention[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
    case "default":
    case "prefault":
      return mentionsIn(def.innerType, content, path);
    case "pipe":
      return mentionsIn(def.in, content, path);
    case "union":
      return def.options.flatMap((option) => mentionsIn(option, content, path));
    case "array":
      return listOf(content).flatMap((each, index) => mentionsIn(def.element, each, [...path, index]));
    case "object": {
      const fields = fieldsOf(content);
      return Object.entries(def.shape).flatMap(([key, inner]) =>
        Object.hasOwn(fields, key) ? mentionsIn(inner, fields[key], [...path, key]) : [],
      );
    }
    case "record":
      return Object.entries(fieldsOf(content)).flatMap(([key, value]) => [
        ...mentionsIn(def.keyType, key, [...path, key]),
        ...mentionsIn(def.valueType, value, [...path, key]),
      ]);
    default:
      return [];
  }
}

function same(text: string): string {
  return text;
}
