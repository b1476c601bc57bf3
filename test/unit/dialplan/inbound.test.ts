import { expect, test } from "vitest";
import { inboundExtension } from "../../../sim/dialplan/inbound.js";

const inboundRoutes = [
  { did: "any", extension: "2000" },
  { did: "212555XXXX", extension: "1002" },
  { did: "21255501XX", extension: "1003" },
  { did: "2125550100", extension: "1001" },
  { did: "+1212555.", extension: "1004" },
];

test.each([
  ["2125550100", "1001"],
  ["2125550101", "1003"],
  ["2125559999", "1002"],
  ["+12125550100", "1004"],
  ["3125550100", "2000"],
])("a call to %s from outside is for %s: the most specific route takes it", (number, extension) => {
  expect(inboundExtension({ inboundRoutes }, number)).toBe(extension);
  expect(inboundExtension({ inboundRoutes: inboundRoutes.toReversed() }, number)).toBe(extension);
});

test("where no route takes it, it is for nobody; the word any is no number", () => {
  const named = inboundRoutes.filter(({ did }) => did !== "any");
  expect(inboundExtension({ inboundRoutes: named }, "3125550100")).toBeUndefined();
  expect(inboundExtension({ inboundRoutes }, "any")).toBe("2000");
});
