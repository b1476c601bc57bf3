import { userOfExtension } from "../backend/hotdesk/effective-settings.js";
import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { placeholders } from "./hotdesk-users.js";

/** The placeholder's user is best in a group that no person is in, by the features wanted on logged-out phones (HD-62). */
export function placeholderGroup(setup: Setup): Finding[] {
  const all = placeholders(setup);
  const people = Object.keys(setup.extensions).filter((extension) => !all.includes(extension));
  const shared = new Set(people.flatMap((extension) => userOfExtension(setup, extension)?.groups ?? []));
  return all.flatMap((extension): Finding[] => {
    const groups = userOfExtension(setup, extension)?.groups;
    const inOrder = Object.keys(setup.groups).filter((name) => groups?.includes(name));
    const [first] = inOrder;
    if (!groups || (first !== undefined && !shared.has(first))) return [];
    return [
      {
        severity: "advice",
        rule: "HD-62",
        path: ["extensions", extension],
        message: `the user of placeholder ${extension} has no group of its own ahead of the users' groups`,
        hint: "Make a group for logged-out phones, put it first in the order, and give it to that user.",
      },
    ];
  });
}
