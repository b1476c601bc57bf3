import type { Check } from "../check.js";
import { enabledInVain, withoutSwitch } from "../enabled-in-vain.js";
import { listed, named } from "../listed.js";

/** A switch that is set where nobody is (HD-64): the admin believes that these people can log in. */
export const hotdeskForNobody: Check = {
  id: "hotdesk-for-nobody",
  rules: ["HD-64"],
  severity: "warning",
  finds: "A group has Hotdesk enabled but no user has it from there, while others have it from nowhere.",
  proof: "users/hotdesk-of-a-group-without-users",
  find: ({ setup }) => {
    const inVain = enabledInVain(setup);
    const [first] = inVain;
    const extensions = withoutSwitch(setup);
    if (first === undefined || extensions.length === 0) return [];
    return [
      {
        path: ["groups", first],
        message: `Hotdesk is enabled for ${named("group", inVain)}, but no user has it from there: ${listed(extensions)} cannot log in`,
        hint: "Put the users into the group, or enable Hotdesk for the group that they are in.",
        affects: { extensions },
      },
    ];
  },
};
