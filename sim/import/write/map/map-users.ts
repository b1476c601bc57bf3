import type { SetupInput } from "../../../model/setup/setup.js";
import type { PbxFacts, UserFacts } from "../../facts/facts.js";
import { keyName, type Note, oneLine } from "./note.js";

type Groups = NonNullable<SetupInput["groups"]>;
type Users = NonNullable<SetupInput["users"]>;

/** @param extensions those that the setup has */
export function mapUsers(
  facts: PbxFacts,
  extensions: readonly string[],
): { readonly users: Users; readonly groups: Groups | undefined; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const groups = (facts.groups ?? []).map((group) => ({ ...group, name: groupName(group.name) }));
  for (const { name, hotDeskRows } of groups) {
    for (const row of hotDeskRows) {
      const what = "settings of a module for hot desking";
      notes.push({ path: ["groups", name], kind: "ask", what, who: name, detail: oneLine(row) });
    }
  }
  const users = (facts.users ?? []).flatMap((user): (readonly [string, Users[string]])[] => {
    const { name, defaultExtension } = user;
    if (defaultExtension === undefined || !extensions.includes(defaultExtension)) {
      notes.push({ path: ["users"], kind: "not held", ...withoutExtension(user) });
      return [];
    }
    const own = groups.filter((group) => group.users.includes(name)).map((group) => group.name);
    return [
      [
        keyName(name),
        { ...(defaultExtension === name ? {} : { "default-extension": defaultExtension }), groups: own },
      ],
    ];
  });
  return {
    users: Object.fromEntries(users),
    groups:
      facts.groups === undefined
        ? undefined
        : Object.fromEntries(groups.map(({ name }) => [name, { hotdesk: {} }])),
    notes,
  };
}

function withoutExtension({ name, defaultExtension }: UserFacts): Pick<Note, "what" | "who" | "detail"> {
  const detail = defaultExtension === undefined ? "none" : `${defaultExtension}, which is not there`;
  return { what: "a user without an extension", who: oneLine(name), detail: oneLine(detail) };
}

/** As the setup has it: a name of digits alone would lose its place in the order. */
export function groupName(name: string): string {
  const line = keyName(name);
  return /^\d*$/.test(line) ? `Group ${line}` : line;
}
