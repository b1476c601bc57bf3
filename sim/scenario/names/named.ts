import { z } from "zod";

/** What a text of a scenario may be the name of; what becomes of each is in `name-rules.ts`. */
export type NameKind =
  | "model"
  | "phone"
  /** The name that a `dial` gives its call. */
  | "new-call"
  | "call"
  /** A dialled call, or one of the phone's own names for those that came in. */
  | "call-on-phone"
  | "extension"
  /** What a called phone shows: an extension, or the emergency number that the PSAP calls from. */
  | "caller"
  | "user"
  | "group"
  | "template"
  | "layout"
  /** What a list of layouts shows (HD-41). */
  | "layout-description"
  | "location"
  | "trunk"
  /** What a trunk call shows of its caller. */
  | "caller-id"
  /** What is dialled to leave by a trunk. */
  | "outside-number"
  | "key-label"
  | "key-value"
  | "audited-rule";

interface Naming {
  readonly kind: NameKind;
  /** The name in a longer text; undefined: there is none. */
  readonly nameIn?: (text: string) => string | undefined;
}

const namings = z.registry<Naming>();

/**
 * Says of a schema that its text is a name, which is then looked up when a scenario is loaded.
 * @param nameIn finds the name in a longer text; absent: the whole text is the name
 *
 * @example const schema = z.strictObject({ template: named("template", text()) });
 */
export function named<Schema extends z.ZodType>(
  kind: NameKind,
  schema: Schema,
  nameIn?: (text: string) => string | undefined,
): Schema {
  // A copy: the same schema may stand elsewhere for a text that names nothing.
  const copy = schema.clone();
  namings.add(copy, { kind, ...(nameIn && { nameIn }) });
  return copy;
}

/** What `named` said of a schema, through `describe` and further checks. */
export function namingOf(schema: z.core.$ZodType): Naming | undefined {
  return namings.get(schema);
}
