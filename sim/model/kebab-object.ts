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
 * A strict YAML mapping with kebab-case keys that becomes an object with camelCase keys.
 * Only the keys named here change; keys that a user chose (the name of a location) stay as written.
 */
export function kebabObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject(shape)
    .transform(
      (value) =>
        Object.fromEntries(
          Object.entries(value).map(([key, content]) => [camelCase(key), content]),
        ) as CamelKeys<z.output<z.ZodObject<Shape, z.core.$strict>>>,
    );
}
