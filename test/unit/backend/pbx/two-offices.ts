import { readFileSync } from "node:fs";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";

const path = "scenarios/setups/two-offices.yaml";
/** One for all tests: it is read once. */
const source = { file: path, text: readFileSync(path, "utf8") };

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
  return { ...parseSetup(source, models), ...changes };
}
