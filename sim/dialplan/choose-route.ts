import type { Route } from "../model/setup/routes.js";
import type { DecisionStep, DialRequest } from "./decision.js";
import { matchIn, type RoutePattern } from "./patterns.js";
import { isOpen } from "./time-group.js";

export interface ChosenRoute {
  readonly route: Route;
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly pattern: RoutePattern;
}

/**
 * The first route in list order that takes the number, is open at this hour and to this extension (PBX-85, PBX-88,
 * PBX-111).
 */
export function chooseRoute(request: DialRequest, steps: DecisionStep[]): ChosenRoute | undefined {
  for (const [index, route] of request.setup.routes.entries()) {
    const pattern = taking(request, route, index, steps);
    if (pattern !== undefined) return { route, index, pattern };
  }
  steps.push({ rule: "PBX-85", path: ["routes"], text: `no route takes ${request.number}` });
  return undefined;
}

function taking(
  { setup, caller, number, epochMs }: DialRequest,
  route: Route,
  index: number,
  steps: DecisionStep[],
): RoutePattern | undefined {
  const path = ["routes", index];
  const passed = (rule: string, why: string, field: string): undefined => {
    steps.push({ rule, path: [...path, field], text: `route "${route.name}" ${why}` });
    return undefined;
  };
  const match = matchIn(route, number, caller);
  if (match === "no pattern") return passed("PBX-85", `has no pattern for ${number}`, "patterns");
  if (match === "another caller") {
    return passed("FI-12", `takes ${number} from other callers only`, "patterns");
  }
  const group = route.timeGroup === undefined ? undefined : setup.timeGroups[route.timeGroup];
  if (group !== undefined && !isOpen(group, epochMs)) {
    return passed("PBX-88", `is closed at this hour (time group "${route.timeGroup}")`, "time-group");
  }
  if (route.deniedTo.includes(caller)) return passed("PBX-111", `is closed to ${caller}`, "denied-to");
  steps.push({
    rule: "PBX-85",
    path: [...path, "patterns", match.index],
    text: `route "${route.name}" takes ${number} by its pattern ${match.glued}`,
  });
  return match;
}
