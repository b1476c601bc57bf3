import { readFileSync } from "node:fs";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";

const file = "scenarios/setups/two-offices.yaml";

/** For tests that let calls stand: no extension has an Outbound Concurrency Limit. */
export function unlimited(): Partial<Setup> {
  const extensions = Object.entries(twoOffices().extensions).map(
    ([number, each]) => [number, { ...each, outboundConcurrencyLimit: 0 }] as const,
  );
  return { extensions: Object.fromEntries(extensions) };
}

/** The built-in setup, with some of its values replaced. */
export function twoOffices(changes: Partial<Setup> = {}): Setup {
  const models = ["CIP230", "CIP250", "CIP270"];
  return { ...parseSetup({ file, text: readFileSync(file, "utf8") }, models), ...changes };
}
