import { extensionOf } from "../model/setup/extension-of.js";
import type { DecisionEnd, DecisionStep, DialRequest } from "./decision.js";

/**
 * Without call waiting one phone in a call makes the extension busy, though its other phones are idle (PBX-145).
 * @returns the refusal of a call to it
 */
export function busyWithoutCallWaiting(
  { setup, number, load }: DialRequest,
  steps: DecisionStep[],
): DecisionEnd | undefined {
  if (extensionOf(setup, number)?.callWaiting !== false || !load.inUse(number)) return undefined;
  const why = `a phone of ${number} is in a call, and its call waiting is off`;
  steps.push({ rule: "PBX-145", path: ["extensions", number, "call-waiting"], text: why });
  return { kind: "refuse", status: 486, why };
}
