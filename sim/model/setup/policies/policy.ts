import { z } from "zod";

/** A behaviour that the maker's page leaves open: what may be chosen, and what an admin reads before choosing. */
export interface Policy<Schema extends z.ZodType = z.ZodType> {
  /** How a setup writes it; it has a default. */
  readonly schema: Schema;
  /** What it decides, as a question or a situation. */
  readonly decides: string;
  /** Each value by its name, and what it means; a value with an argument goes by its kind. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * A policy whose values are plain names.
 * @param usual the default
 */
export function choice<const Values extends Readonly<Record<string, string>>>(
  decides: string,
  values: Values,
  usual: keyof Values & string,
) {
  const names = Object.keys(values) as (keyof Values & string)[];
  const schema = z.enum(names).default(usual as never);
  return { schema, decides, values } satisfies Policy;
}
