import { noticeMoment } from "../../dialplan/notice-moment.js";
import type { Check } from "../check.js";

/** A notice at the answer is none of a call that nobody answers, and the last route decides whether there are any (EH-18, PBX-98). */
export const noticeNeverSent: Check = {
  id: "notice-never-sent",
  rules: ["EH-18"],
  foretells: ["PBX-98", "F-63"],
  severity: "warning",
  finds:
    "The notice of an emergency route is sent at the answer alone; as an error: the last route keeps it from being sent.",
  proof: "emergency/notification-missing",
  find: ({ setup }) =>
    setup.routes.flatMap((route, index) => {
      if (route.type !== "emergency" || route.notify?.on !== "call") return [];
      const never = noticeMoment(setup, route) === undefined;
      return [
        {
          severity: never ? "error" : "warning",
          path: ["routes", index, "notify", "on"],
          message: never
            ? `nobody is told of a call by route "${route.name}": the last route of the list, "${setup.routes.at(-1)?.name}", sends no notices at the answer`
            : `nobody is told of a call by route "${route.name}" that is not answered`,
          hint: "Send the notice when the dial pattern matches (on: pattern).",
        },
      ];
    }),
};
