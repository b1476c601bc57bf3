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

/**
 * The changes that lead from one content to another: `applySetupChanges(from, changesBetween(from, to))` has what
 * `to` has.
 */
export function changesBetween(from: Mapping, to: Mapping): Mapping {
  return differences(from, to, 0);
}

function differences(from: Mapping, to: Mapping, depth: number): Mapping {
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key) || to[key] === undefined);
  // Entries and not an object, as above: "__proto__" is a name like any other here.
  const others = Object.entries(to).flatMap(([key, wanted]): [string, unknown][] => {
    if (wanted === undefined) return [];
    const held = Object.hasOwn(from, key) ? from[key] : undefined;
    if (depth >= deepestMerge || !isMapping(held) || !isMapping(wanted)) {
      return JSON.stringify(held) === JSON.stringify(wanted) ? [] : [[key, wanted]];
    }
    const inner = differences(held, wanted, depth + 1);
    return Object.keys(inner).length === 0 ? [] : [[key, inner]];
  });
  return Object.fromEntries([...gone.map((key): [string, unknown] => [key, null]), ...others]);
}
