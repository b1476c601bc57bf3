import { expect, test } from "vitest";
import type { Finding } from "../../../../sim/model/control/control-api.js";
import { checkFindings } from "../../../../sim/scenario/expectations/findings.js";
import { checkNoFindings } from "../../../../sim/scenario/expectations/no-findings.js";

function audited(...rules: readonly string[]): Finding[] {
  return rules.map((rule) => ({
    severity: "warning",
    check: "a-check",
    rule,
    path: [],
    message: `${rule} is at risk`,
    hint: "",
  }));
}

test("all that are named must be among the findings", () => {
  expect(checkFindings(["HD-28"], audited("HD-42", "HD-28")).met).toBe(true);
  expect(checkFindings(["HD-28", "HD-62"], audited("HD-28"))).toEqual({
    met: false,
    expected: "findings HD-28, HD-62",
    seen: "findings HD-28 (warning): HD-28 is at risk",
  });
  expect(checkFindings(["HD-28"], audited()).seen).toBe("no findings");
});

test("none that is named may be among them", () => {
  expect(checkNoFindings(["HD-28"], audited("HD-42")).met).toBe(true);
  expect(checkNoFindings(["HD-28"], audited("HD-42", "HD-28"))).toEqual({
    met: false,
    expected: "no findings HD-28",
    seen: "findings HD-28 (warning): HD-28 is at risk",
  });
});
