/** Reading content that no schema has seen yet: whatever has another shape reads as nothing. */

/** Keys from the root of a file. */
export type Path = readonly (string | number)[];

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a mapping; none where it is something else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The items of a list; none where it is something else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
