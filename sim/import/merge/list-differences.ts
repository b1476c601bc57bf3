import { didName } from "../facts/did-name.js";
import type { GroupFacts, PbxFacts, TimeGroupFacts, UserFacts } from "../facts/facts.js";

/** An entry of a list: what a message calls it, and what of it two sources can be compared by. */
interface Entry {
  readonly name: string;
  readonly text: string;
}

type Lists = Required<Pick<PbxFacts, "dids" | "users" | "groups" | "timeGroups">>;

const entriesOf: { readonly [Key in keyof Lists]: (list: Lists[Key]) => readonly Entry[] } = {
  dids: (list) => list.map((route) => ({ name: `inbound route ${didName(route)}`, text: route.destination })),
  users: (list) =>
    list.map(({ name, defaultExtension = "none" }: UserFacts) => ({
      name: `user ${name}`,
      text: defaultExtension,
    })),
  // The rows of hot desking are in one source alone.
  groups: (list) =>
    list.map(({ name, users }: GroupFacts) => ({
      name: `group ${name}`,
      text: JSON.stringify(users.toSorted()),
    })),
  timeGroups: (list) =>
    list.map(({ name, ranges }: TimeGroupFacts) => ({
      name: `time group ${name}`,
      text: JSON.stringify(ranges.toSorted()),
    })),
};

/**
 * Where two sources differ in a list, entry by entry: `inbound route 2125550100 differs`, `user bob is`, to be followed by
 * the sources.
 * @returns undefined where this is no such list
 */
export function listDifferences(
  key: string,
  first: { readonly value: unknown; readonly file: string },
  second: { readonly value: unknown; readonly file: string },
): readonly string[] | undefined {
  if (!isListKey(key)) return undefined;
  const [one, other] = [first, second].map(({ value }) => entriesOf[key](value as never));
  return differences(one ?? [], other ?? [], first.file, second.file, key === "groups");
}

function isListKey(key: string): key is keyof Lists {
  return Object.hasOwn(entriesOf, key);
}

function differences(
  one: readonly Entry[],
  other: readonly Entry[],
  file: string,
  otherFile: string,
  inOrder: boolean,
): string[] {
  const [ours, theirs] = [one, other].map((list) => new Map(list.map(({ name, text }) => [name, text])));
  const onlyIn = (mine = new Map<string, string>(), rest = mine, here: string, there: string): string[] =>
    [...mine.keys()]
      .filter((name) => !rest.has(name))
      .map((name) => `${name} is in ${here}, but not in ${there}: ${file} counts`);
  const changed = [...(ours ?? [])]
    .filter(([name, text]) => theirs?.has(name) && theirs.get(name) !== text)
    .map(([name]) => `${name} differs between ${file} and ${otherFile}: the first counts`);
  const missing = [...onlyIn(ours, theirs, file, otherFile), ...onlyIn(theirs, ours, otherFile, file)];
  const orderOf = (list: readonly Entry[]): string => list.map(({ name }) => name).join("\n");
  const isOrder = inOrder && missing.length === 0 && orderOf(one) !== orderOf(other);
  const order = `the order of the groups differs between ${file} and ${otherFile}: the first counts`;
  return [...changed, ...missing, ...(isOrder ? [order] : [])];
}
