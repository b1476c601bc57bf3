import { contactLimit } from "../../model/setup/contact-limit.js";
import type { Check } from "../check.js";
import { desksAt, placeholdersInUse } from "../desks.js";

/** As many contacts of phones behind NAT go into Asterisk's longest dial string (PBX-143, PBX-23). */
const mostOffsite = 57;

/** A call to the placeholder, such as the PSAP's call-back, rings only those at the front of the list. */
export const ringListCut: Check = {
  id: "ring-list-cut",
  rules: ["PBX-143"],
  foretells: ["EH-16", "F-34"],
  severity: "warning",
  finds: "So many offsite desks share a placeholder that a call to it cannot ring all of them.",
  find: (facts) =>
    placeholdersInUse(facts).flatMap(({ extension, desks, locations }) => {
      const sites = locations.flatMap((name) => facts.setup.locations[name] ?? []);
      const offsite = sites
        .filter(({ network }) => network === "offsite")
        .reduce((sum, each) => sum + desksAt(each), 0);
      const settings = facts.setup.extensions[extension];
      const ringing = Math.min(offsite, desks, (settings && contactLimit(settings)?.maxContacts) ?? 0);
      if (ringing <= mostOffsite) return [];
      return [
        {
          path: ["extensions", extension],
          message: `a call to placeholder ${extension} rings about ${mostOffsite} of its ${ringing} offsite desks: the list of phones to ring is cut off, and the rest stay silent`,
          hint: `Share these desks among several placeholders of at most ${mostOffsite}.`,
          affects: { extensions: [extension], locations },
        },
      ];
    }),
};
