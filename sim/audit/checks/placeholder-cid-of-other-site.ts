import type { Check } from "../check.js";
import { placeholdersInUse } from "../desks.js";
import { adviceFor } from "../freepbx-advice.js";
import { groupedBy } from "../grouped-by.js";
import { listed, named } from "../listed.js";
import { mendEmergencyCid } from "../mend-emergency-cid.js";
import { affectedIn, openCells } from "../open-cells.js";
import { withoutEmergencyCid } from "../without-emergency-cid.js";

/** A placeholder of one location, and the number of another: one that several locations share is one-cid-many-places (EH-12). */
export const placeholderCidOfOtherSite: Check = {
  id: "placeholder-cid-of-other-site",
  rules: ["EH-12"],
  severity: "error",
  finds: "The placeholder of a location shows the PSAP the number of another.",
  proof: "emergency/placeholder-cid-of-other-site",
  find: (facts) => {
    const { setup } = facts;
    const said = withoutEmergencyCid(facts);
    const ofOnePlace = placeholdersInUse(facts).flatMap(({ extension, locations }) =>
      locations.length === 1 && !said.includes(extension) ? [extension] : [],
    );
    const astray = openCells(facts).filter(({ state, location, psap, extensions: [extension = ""] }) => {
      const own = setup.locations[location];
      const isElsewhere = psap?.address !== undefined && psap.address !== own?.address && !psap.withheld;
      // Where the number is its own as well, two locations share it: same-caller-id.
      return (
        state === "logged out" &&
        isElsewhere &&
        psap.callerId !== own?.callerId &&
        ofOnePlace.includes(extension)
      );
    });
    return [...groupedBy(astray, ({ location }) => location)].map(([location, cells]) => {
      const affects = affectedIn(facts, cells);
      const { extensions } = affects;
      const callerId = setup.locations[location]?.callerId ?? "";
      const told = [...new Set(cells.map(({ psap }) => psap?.address ?? ""))];
      const what = `Emergency CID of ${named("placeholder", extensions)} to ${callerId}, the number of ${location}`;
      return {
        path: ["extensions", extensions[0] ?? "", "emergency-cid"],
        message: `help for logged-out desks in ${location} goes to ${listed(told)}: ${named("placeholder", extensions)} shows the PSAP the number of another location`,
        ...adviceFor(setup, `set the ${what}; then Apply Config.`, { hint: `Set the ${what}.` }),
        ...mendEmergencyCid(setup, extensions, location),
        affects,
      };
    });
  },
};
