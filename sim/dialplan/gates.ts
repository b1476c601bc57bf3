import { extensionOf } from "../model/setup/extension-of.js";
import type { ChosenRoute } from "./choose-route.js";
import type { DecisionStep, DialRequest, Gate } from "./decision.js";

/**
 * What the route asks of the caller before it tries a trunk, emergency routes among them (PBX-89); pinless: nothing.
 */
export function gatesOf(
  { setup, caller }: DialRequest,
  { route, index }: ChosenRoute,
  steps: DecisionStep[],
): Gate[] {
  const gates: Gate[] = [
    ...(route.pinSet === undefined ? [] : [{ kind: "pin-set", name: route.pinSet } as const]),
    ...(route.password === undefined ? [] : [{ kind: "password" } as const]),
  ];
  if (gates.length === 0) return [];
  if (extensionOf(setup, caller)?.pinless === true) {
    steps.push({
      rule: "PBX-109",
      path: ["extensions", caller, "pinless"],
      text: `${caller} is pinless: it is asked for no PIN and no password`,
    });
    return [];
  }
  for (const gate of gates) {
    steps.push(
      gate.kind === "pin-set"
        ? {
            rule: "PBX-105",
            path: ["routes", index, "pin-set"],
            text: `a PIN of the set "${gate.name}" is asked for`,
          }
        : { rule: "PBX-108", path: ["routes", index, "password"], text: "the route's password is asked for" },
    );
  }
  return gates;
}
