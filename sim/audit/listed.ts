/** `1001, 1002, 1003 and 7 more` */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** `placeholder 9000`, `placeholders 9000, 9001`: one or several of a kind. */
export function named(kind: string, names: readonly string[]): string {
  return `${kind}${names.length === 1 ? "" : "s"} ${listed(names)}`;
}
