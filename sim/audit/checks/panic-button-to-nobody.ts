import type { Check, Found } from "../check.js";
import { placeholdersInUse } from "../desks.js";
import { listed } from "../listed.js";
import { leadsSomewhere, openToPlaceholders } from "../number-reach.js";
import { panicButtons } from "../panic-buttons.js";

/** A panic button is tried out by the first person who needs it (EH-29). */
export const panicButtonToNobody: Check = {
  id: "panic-button-to-nobody",
  rules: ["EH-29"],
  severity: "error",
  finds:
    "A panic button dials nothing, or a number that is no extension and that no route takes; as a warning: one that logged-out phones may not call.",
  proof: "emergency/panic-button-to-nobody",
  find: (facts) =>
    panicButtons(facts.setup).flatMap(({ number, locations }): Found[] => {
      const fault = faultOf(facts, number);
      if (fault === undefined) return [];
      const path = ["locations", locations[0], "panic-button"];
      return [
        {
          ...fault,
          path,
          message: `in ${listed(locations)} ${fault.message}`,
          hint: "Let the button dial an emergency number, or a number that every desk may call.",
          affects: { locations, ...(number === "" ? {} : { numbers: [number] }) },
        },
      ];
    }),
};

function faultOf(
  facts: Parameters<Check["find"]>[0],
  number: string,
): Pick<Found, "severity" | "message"> | undefined {
  const { setup } = facts;
  if (number === "") return { message: "the panic button dials nothing: no number is set on the phones" };
  if (!leadsSomewhere(setup, number)) {
    return {
      message: `the panic button (${number}) calls nobody: no extension has the number and no route takes it`,
    };
  }
  if (placeholdersInUse(facts).length === 0 || openToPlaceholders(setup, number)) return undefined;
  return {
    severity: "warning",
    message: `the panic button dials ${number}, which logged-out phones may not call (placeholder-calls: ${setup.placeholderCalls})`,
  };
}
