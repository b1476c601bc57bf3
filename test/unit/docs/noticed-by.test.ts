import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { faultNames } from "../../../sim/model/rules/faults.js";
import { readNoticedBy } from "../../mutation/noticed-by.js";

test("every fault names scenarios that notice it", () => {
  const noticedBy = readNoticedBy();
  for (const fault of faultNames) {
    const missing = noticedBy[fault].filter(
      ({ scenario }) => !existsSync(`scenarios/suites/${scenario}.yaml`),
    );
    expect([fault, missing]).toEqual([fault, []]);
  }
});
