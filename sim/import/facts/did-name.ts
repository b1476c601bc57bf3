import type { DidFacts } from "./facts.js";

/** How a message names an inbound route: `2125550100`, `any number from 5551234`. */
export function didName({ did, caller }: Pick<DidFacts, "did" | "caller">): string {
  return `${did || "any number"}${caller === "" ? "" : ` from ${caller}`}`;
}
