import { z } from "zod";

/** `fallback-host` → `fallbackHost`, on the level of types. */
type CamelCase<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Text;

type CamelKeys<Shape> = { [Key in keyof Shape as Key extends string ? CamelCase<Key> : Key]: Shape[Key] };

function camelCase(text: string): string {
  return text.replaceAll(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/**
 * A strict YAML mapping with kebab-case keys that becomes an object with camelCase keys, and back (`z.encode`).
 * Only the keys named here change; keys that a user chose (the name of a location) stay as written.
 */
export function kebabObject<Shape extends z.ZodRawShape>(shape: Shape) {
  type Written = z.output<z.ZodObject<Shape, z.core.$strict>>;
  const written = Object.fromEntries(Object.keys(shape).map((key) => [camelCase(key), key]));
  return z.codec(z.strictObject(shape), z.custom<CamelKeys<Written>>(isObject), {
    decode: (value) => renamed(value, camelCase) as CamelKeys<Written>,
    encode: (value) => renamed(value, (key) => written[key] ?? key) as Written,
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function renamed(value: object, rename: (key: string) => string): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, content]) => [rename(key), content]));
}
