import { contactLimit } from "../../model/setup/contact-limit.js";
import type { Check } from "../check.js";
import { placeholdersInUse } from "../desks.js";
import { mendExtensions } from "../mend-extensions.js";

/** A phone that comes back with another port is one contact more until the old one expires (PBX-64, EH-5). */
export const ghostsFillThePlaceholder: Check = {
  id: "ghosts-fill-the-placeholder",
  rules: ["EH-5"],
  severity: "warning",
  finds: "After a power cut, stale contacts leave no room on a placeholder for all its desks.",
  proof: "placeholder/ghosts-fill-the-placeholder",
  find: (facts) => {
    const { setup } = facts;
    if (setup.policies.contactPort !== "random") return [];
    return placeholdersInUse(facts).flatMap(({ extension, desks, locations }) => {
      const settings = setup.extensions[extension];
      const limit = settings && contactLimit(settings);
      if (limit === undefined) return [];
      const { maxContacts, removeExisting } = limit;
      const refused = 2 * desks - maxContacts;
      // Where they do not even fit without ghosts, that is the fault: placeholder-too-small.
      if (refused <= 0 || desks > maxContacts || removeExisting) return [];
      return [
        {
          path: ["extensions", extension, "max-contacts"],
          message: `after a power cut ${refused} of the ${desks} desks on placeholder ${extension} are refused (403) until the old contacts expire, up to ${setup.registrar.maximumExpiration} s`,
          hint: "Let phones keep their port (policy contact-port: stable), or have room for twice as many contacts.",
          ...(2 * desks <= 100 && { mend: mendExtensions([extension], { "max-contacts": 2 * desks }) }),
          affects: { extensions: [extension], locations },
        },
      ];
    });
  },
};
