import type { z } from "zod";
import type { Fields } from "./file/unchecked.js";
import type { Stage } from "./stage.js";

/**
 * How secret an argument is. What is `always` a PIN or a password is hidden wherever else it turns up; what is `perhaps`
 * one may be any text, and is hidden in its place alone.
 */
type Secrecy = "always" | "perhaps";

/** All that there is to a word of a scenario. The names in its arguments are marked in the schema (`named`). */
export interface Word<Schema extends z.ZodType = z.ZodType> {
  /** What it takes. */
  readonly schema: Schema;
  /** Arguments that hold a PIN or a password, by name and at any depth: no report shows them. */
  readonly secrets?: Readonly<Record<string, Secrecy>>;
  /** It places calls: what far ends receive, and callers are told, from there on belongs to these or to later ones. */
  readonly dials?: true;
  /** What the step changes in the setup: what it adds is known from there on. @param args unchecked */
  submits?(args: unknown): Fields | undefined;
  /** Does the step. Rejects with StepFailure or a DeskfleetError where it cannot be done. */
  run(args: z.output<Schema>, stage: Stage): Promise<void>;
}

/** Lets the compiler work out what `run` is given from the schema beside it. */
export function defineWord<Schema extends z.ZodType>(word: Word<Schema>): Word<Schema> {
  return word;
}
