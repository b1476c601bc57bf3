import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** A login is by extension, and this user has none (PBX-121). */
export const userWithoutExtension: Check = {
  id: "user-without-extension",
  rules: ["PBX-121"],
  severity: "warning",
  finds: "A User Manager user has no extension.",
  proof: "users/user-without-extension",
  find: ({ setup }) => {
    const names = Object.entries(setup.users).flatMap(([name, { defaultExtension }]) =>
      defaultExtension === undefined && !Object.hasOwn(setup.extensions, name) ? [name] : [],
    );
    const [first] = names;
    if (first === undefined) return [];
    return [
      {
        path: ["users", first],
        message: `${listed(names)} cannot log in anywhere: the user has no extension, and what is set here counts for nobody`,
        hint: "Set the default extension of the user, or remove the user.",
      },
    ];
  },
};
