import { userOfExtension } from "../../backend/hotdesk/effective-settings.js";
import type { Check } from "../check.js";
import { people } from "../hotdesk-users.js";
import { listed } from "../listed.js";

/** All hot-desk settings stand with the user, so without one nothing is allowed (HD-26, PBX-121). */
export const extensionWithoutUser: Check = {
  id: "extension-without-user",
  rules: ["PBX-121"],
  severity: "advice",
  finds: "An extension has no User Manager user, while others may log in.",
  proof: "users/extension-without-a-user",
  find: ({ setup, users }) => {
    if (users.length === 0) return [];
    const extensions = people(setup).filter((extension) => !userOfExtension(setup, extension));
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first],
        message: `nobody can log in as ${listed(extensions)}: the extension has no user, so Hotdesk is off`,
        hint: "Create a user for the extension if somebody is to log in with it.",
        affects: { extensions },
      },
    ];
  },
};
