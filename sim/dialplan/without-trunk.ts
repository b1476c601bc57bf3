import type { ChosenRoute } from "./choose-route.js";
import type { DecisionStep, UncarriedEnd } from "./decision.js";

/** Where a call goes that no trunk takes: the failure destination of the route, else an announcement (PBX-91). */
export function withoutTrunk(
  { route, index }: ChosenRoute,
  why: string,
): { readonly end: UncarriedEnd; readonly step: DecisionStep } {
  const destination = route.failureDestination;
  const path = ["routes", index, "failure-destination"];
  if (destination === undefined) {
    return {
      end: { kind: "announcement", says: "all-busy", why },
      step: {
        rule: "PBX-91",
        path: ["routes", index],
        text: `${why}: "all circuits are busy" answers the call`,
      },
    };
  }
  if (destination === "congestion") {
    return {
      end: { kind: "refuse", status: 503, why },
      step: { rule: "PBX-91", path, text: `${why}: congestion` },
    };
  }
  return {
    end: { kind: "extension", extension: destination.extension },
    step: { rule: "PBX-91", path, text: `${why}: the call goes to ${destination.extension}` },
  };
}
