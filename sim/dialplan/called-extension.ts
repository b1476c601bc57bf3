import type { DecisionEnd, DecisionStep, DialRequest } from "./decision.js";

/**
 * What the features of a called extension make of a call: those of a placeholder are those of all logged-out phones
 * (PBX-146).
 * @param forward what becomes of the call to where it is forwarded, as one of the called extension
 * @returns undefined: its phones ring
 */
export function byFeatures(
  { number, load }: DialRequest,
  steps: DecisionStep[],
  forward: (to: string) => DecisionEnd,
): DecisionEnd | undefined {
  const { doNotDisturb, forwardTo } = load.features(number);
  const path = ["extensions", number];
  if (forwardTo !== undefined) {
    steps.push({ rule: "PBX-146", path, text: `${number} is forwarded to ${forwardTo}` });
    return forward(forwardTo);
  }
  if (!doNotDisturb) return undefined;
  const why = `${number} does not want to be disturbed`;
  steps.push({ rule: "PBX-146", path, text: why });
  return { kind: "refuse", status: 486, why };
}
