import type { AuditFacts, Check, Found } from "../check.js";
import type { EmergencyCell } from "../emergency-matrix.js";
import { groupedBy } from "../grouped-by.js";
import { listed } from "../listed.js";
import { affectedIn, openCells } from "../open-cells.js";

/** The line breaks off, the PSAP calls back, and no phone rings: what the PSAP is shown is of use as long as it rings somebody. */
export const callBackToNobody: Check = {
  id: "call-back-to-nobody",
  rules: ["EH-16"],
  severity: "warning",
  finds:
    "No inbound route takes the number that the PSAP is shown, while others have one, or it leads to a device without a user.",
  proof: "emergency/psap-calls-back",
  find: (facts) => {
    const lost = openCells(facts).flatMap((cell) => {
      const { psap } = cell;
      return psap?.callBack.rings === "nobody" && !psap.withheld
        ? [{ ...cell, shown: psap.callerId, device: psap.callBack.device }]
        : [];
    });
    return [...groupedBy(lost, ({ device }) => device)].map(([device, cells]) =>
      foundOf(facts, device, cells),
    );
  },
};

/** @param device that no call is for, and that the inbound routes lead to; undefined: there is none */
function foundOf(
  facts: AuditFacts,
  device: string | undefined,
  cells: readonly (EmergencyCell & { readonly shown: string })[],
): Found {
  const shown = [...new Set(cells.map((cell) => cell.shown))];
  const { extensions, locations, numbers } = affectedIn(facts, cells);
  const from = locations.length === 0 ? "" : ` from ${listed(locations)}`;
  const shows = `${listed(numbers)}${from} shows the PSAP ${listed(shown)}`;
  const affects = { extensions, locations, numbers };
  if (device !== undefined) {
    return {
      path: ["extensions", device],
      message: `${shows}, and the inbound route leads to the device ${device}, at which nobody is logged on: a call-back rings nobody`,
      hint: `Let it lead to somebody who answers, such as the reception, or to an extension with a user.`,
      affects,
    };
  }
  const [these, each] = shown.length === 1 ? ["that number", shown[0]] : ["these numbers", "each of them"];
  return {
    path: ["inbound-routes"],
    message: `${shows}, and no inbound route takes ${these}: a call-back rings nobody`,
    hint: `Give ${each}, as the carrier sends it, an inbound route to somebody who answers, such as the reception. Where it leads to a menu, a queue or a ring group, see that people answer there: that is not followed here.`,
    affects,
  };
}
