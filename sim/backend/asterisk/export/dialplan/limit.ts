import { announce } from "./announcements.js";
import type { Context } from "./context-text.js";

/**
 * Outbound Concurrency Limit: the first thing that a route asks, emergency routes among them (PBX-80). All phones of an
 * extension share it (PBX-81).
 */
export const limitSubroutine: Context = {
  name: "sub-limit",
  about: ["Outside calls that an extension may have at one time; 0: any number."],
  extensions: [
    {
      number: "s",
      steps: [
        "GotoIf($[0${LIMIT} = 0]?free)",
        "GotoIf($[${GROUP_COUNT(${CALLER}@outbound)} >= ${LIMIT}]?reached)",
        { label: "free", does: "Set(GROUP(outbound)=${CALLER})" },
        "Return()",
        { label: "reached", does: announce("call-limit") },
      ],
    },
  ],
};
