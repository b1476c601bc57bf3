import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { faultNames } from "../../../sim/model/rules/faults.js";
import { readNoticedBy } from "../../mutation/noticed-by.js";

test("every fault names what notices it", () => {
  const noticedBy = readNoticedBy();
  for (const fault of faultNames) {
    const missing = noticedBy[fault].filter(
      ({ scenario, proof }) => proof === undefined && !existsSync(`scenarios/suites/${scenario}.yaml`),
    );
    expect([fault, missing]).toEqual([fault, []]);
  }
});
