import { keyName } from "./note.js";

/** A name of its own for each, as the setup has them as keys: a second of the same name has its id behind it. */
export function uniqueNames(
  items: readonly { readonly id: string; readonly name: string }[],
  kind: string,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, name } of items) {
    const wanted = keyName(name) || `${kind} ${id}`;
    const own = taken.has(wanted) ? `${wanted} (${id})` : wanted;
    taken.add(own);
    names.set(id, own);
  }
  return names;
}
