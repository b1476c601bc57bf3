import type { Check } from "../check.js";
import { listed } from "../listed.js";
import { affectedIn, openCells } from "../open-cells.js";

/** The line breaks off, the PSAP calls back, and no phone rings: what the PSAP is shown is of use as long as it rings somebody. */
export const callBackToNobody: Check = {
  id: "call-back-to-nobody",
  rules: ["EH-16"],
  severity: "warning",
  finds: "No inbound route takes the number that the PSAP is shown, while others have one.",
  proof: "emergency/psap-calls-back",
  find: (facts) => {
    // Without any the setup says nothing of calls from outside, which is told as not judged.
    if (facts.setup.inboundRoutes.length === 0) return [];
    const lost = openCells(facts).flatMap((cell) =>
      cell.psap?.callBack.rings === "nobody" && !cell.psap.withheld
        ? [{ ...cell, shown: cell.psap.callerId }]
        : [],
    );
    const shown = [...new Set(lost.map((cell) => cell.shown))];
    if (shown.length === 0) return [];
    const { extensions, locations, numbers } = affectedIn(facts, lost);
    const from = locations.length === 0 ? "" : ` from ${listed(locations)}`;
    const [these, each] = shown.length === 1 ? ["that number", shown[0]] : ["these numbers", "each of them"];
    return [
      {
        path: ["inbound-routes"],
        message: `${listed(numbers)}${from} shows the PSAP ${listed(shown)}, and no inbound route takes ${these}: a call-back rings nobody`,
        hint: `Give ${each}, as the carrier sends it, an inbound route to somebody who answers, such as the reception. Where it leads to a menu, a queue or a ring group, see that people answer there: that is not followed here.`,
        affects: { extensions, locations, numbers },
      },
    ];
  },
};
