type Mapping = Readonly<Record<string, unknown>>;

/** Section, entry, field, field of a field: what stands below is one value and is replaced as a whole. */
const deepestMerge = 3;

/**
 * The content of a setup file with some of it changed: mappings are merged down to the fields of an entry
 * (`groups.All Users.hotdesk.login-templates`), a field takes the new value as a whole, and `null` takes the
 * field away. Works on unchecked content, whose keys are as people write them.
 */
export function applySetupChanges(content: unknown, changes: Mapping): unknown {
  return merged(content, changes, 0);
}

function merged(content: unknown, changes: unknown, depth: number): unknown {
  if (depth > deepestMerge || !isMapping(content) || !isMapping(changes)) return changes;
  // A map and not an object: a change of "__proto__" must not become a parent of the content.
  const result = new Map(Object.entries(content));
  for (const [key, change] of Object.entries(changes)) {
    if (change === null) result.delete(key);
    else result.set(key, merged(result.get(key), change, depth + 1));
  }
  return Object.fromEntries(result);
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
