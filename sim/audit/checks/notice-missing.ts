import type { Check } from "../check.js";
import { affectedBy } from "../emergency-routes.js";
import { listed } from "../listed.js";

/** Somebody on the premises has to be told of each emergency call, where the PBX can do so (47 U.S.C. § 623(c), EH-18). */
export const noticeMissing: Check = {
  id: "notice-missing",
  rules: ["EH-18"],
  severity: "warning",
  finds: "An emergency route sends no notice of its calls.",
  proof: "emergency/notice-of-one-route-alone",
  find: ({ emergencyRoutes }) => {
    const silent = emergencyRoutes.filter(({ route }) => route.notify === undefined);
    const [first] = silent;
    if (first === undefined) return [];
    const names = silent.map(({ route }) => `"${route.name}"`);
    return [
      {
        path: ["routes", first.index],
        message: `nobody on the premises is told of a call by ${names.length === 1 ? "route" : "the routes"} ${listed(names)}: no notice is sent, and help finds nobody who expects it`,
        hint: "Let the route tell somebody who is there (notify: { to: [desk@example.com], on: pattern }).",
        affects: affectedBy(silent.flatMap(({ calls }) => calls)),
      },
    ];
  },
};
