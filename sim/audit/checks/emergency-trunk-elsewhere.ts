import type { TrunkAttempt } from "../../dialplan/decision.js";
import { farEndOf } from "../../model/setup/far-end-of.js";
import type { Check, Found } from "../check.js";
import { affectedBy, type EmergencyCall } from "../emergency-routes.js";
import { groupedBy } from "../grouped-by.js";
import { listed } from "../listed.js";

/** A route is an emergency route by its type; where its trunks lead is another question (HD-5). */
export const emergencyTrunkElsewhere: Check = {
  id: "emergency-trunk-elsewhere",
  rules: ["HD-5"],
  severity: "error",
  finds:
    "The first trunk of an emergency route leads to no PSAP; as a warning: one that is tried after it does not.",
  proof: "emergency/emergency-trunk-elsewhere",
  find: ({ setup, emergencyRoutes }) =>
    emergencyRoutes.flatMap(({ route, index, calls }) => {
      const elsewhere = calls.flatMap((call) => {
        const attempts = attemptsOf(call);
        const place = attempts.findIndex(({ trunk, number }) => farEndOf(setup, trunk, number) !== "psap");
        const attempt = attempts[place];
        return attempt === undefined ? [] : [{ ...call, trunk: attempt.trunk, isFirst: place === 0 }];
      });
      return [...groupedBy(elsewhere, ({ trunk, isFirst }) => `${isFirst} ${trunk}`).values()].flatMap(
        (hit): Found[] => {
          const [one] = hit;
          if (!one) return [];
          const affects = affectedBy(hit);
          const when = one.isFirst ? "" : ", once the trunks before it have failed,";
          return [
            {
              ...(!one.isFirst && { severity: "warning" as const }),
              path: ["routes", index, route.trunks === undefined ? "trunk" : "trunks"],
              message: `a call to ${listed(affects.numbers)}${when} leaves by trunk ${one.trunk}, which leads to a carrier and not to a PSAP`,
              hint: one.isFirst
                ? "Put the trunk that reaches the PSAP first. If this one does, say so: far-end: psap, or both where it takes other calls too."
                : "Take this trunk off the emergency route. If it reaches the PSAP, say so: far-end: psap, or both where it takes other calls too.",
              affects,
            },
          ];
        },
      );
    }),
};

function attemptsOf({ end }: EmergencyCall): readonly TrunkAttempt[] {
  return end.kind === "outbound" ? end.call.attempts : [];
}
