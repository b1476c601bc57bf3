import type { Comparison } from "./comparison.js";

/** Version of the shape; it grows when a field changes its meaning. */
const schemaVersion = 1;

/** One JSON document, for scripts. */
export function comparisonJson({ scenarios, troubles }: Comparison): string {
  return `${JSON.stringify({ schemaVersion, troubles, scenarios }, undefined, 2)}\n`;
}
