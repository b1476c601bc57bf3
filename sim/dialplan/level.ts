import { extensionOf } from "../model/setup/extension-of.js";
import type { DecisionEnd, DecisionStep, DialRequest } from "./decision.js";

/** How far a logged-out phone may call (`placeholder-calls`, HD-13). @returns the refusal where it may not */
export function levelRefusal(
  { setup, caller }: DialRequest,
  reach: "internal" | "outbound",
  steps: DecisionStep[],
): DecisionEnd | undefined {
  const level = setup.placeholderCalls;
  if (extensionOf(setup, caller)?.role !== "placeholder" || level === "full" || level === reach)
    return undefined;
  const where = reach === "internal" ? "inside" : "out";
  const why = `${caller} may not call ${where} (placeholder-calls: ${level})`;
  steps.push({ rule: "HD-13", path: ["placeholder-calls"], text: why });
  return { kind: "refuse", status: 403, why };
}
