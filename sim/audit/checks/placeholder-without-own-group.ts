import { userOfExtension } from "../../backend/hotdesk/effective-settings.js";
import type { Check } from "../check.js";
import { people } from "../hotdesk-users.js";
import { named } from "../listed.js";

/** The placeholder's user is best in a group that no person is in, by the features wanted on logged-out phones (HD-62). */
export const placeholderWithoutOwnGroup: Check = {
  id: "placeholder-without-own-group",
  rules: ["HD-62"],
  severity: "advice",
  finds: "The user of a placeholder has no group of its own ahead of the users' groups.",
  proof: "users/placeholder-without-a-group-of-its-own",
  find: ({ setup, placeholders }) => {
    const shared = new Set(
      people(setup).flatMap((extension) => userOfExtension(setup, extension)?.groups ?? []),
    );
    const extensions = placeholders.filter((extension) => {
      const groups = userOfExtension(setup, extension)?.groups;
      const [first] = Object.keys(setup.groups).filter((name) => groups?.includes(name));
      return groups && (first === undefined || shared.has(first));
    });
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first],
        message: `the user of ${named("placeholder", extensions)} is in no group of its own: what you allow the users, logged-out phones may do as well`,
        hint: "Make a group for logged-out phones, put it first in the order, and give it to that user.",
        affects: { extensions },
      },
    ];
  },
};
