import { expect, test } from "vitest";
import { noLoad } from "../../../sim/dialplan/decision.js";
import { decideInbound, inboundExtension } from "../../../sim/dialplan/inbound.js";
import { twoOffices } from "../backend/pbx/two-offices.js";

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

const setup = twoOffices({
  inboundRoutes: [
    { did: "any", extension: "1001" },
    { did: "2125550100", extension: "9000" },
    { did: "3125550100", extension: "9000" },
  ],
});

test.each([
  ["3125550100", "9000", 2],
  ["2125550100", "9000", 1],
  ["4145550100", "1001", 0],
])("a call from outside to %s is for %s, by the route that says so", (number, extension, index) => {
  const { steps, end } = decideInbound(setup, { number, caller: "911", epochMs: 0, load: noLoad });
  expect(steps[0]).toEqual({
    ...{ rule: "FI-33", path: ["inbound-routes", index], text: `${number} is for ${extension}` },
  });
  expect(end).toEqual({ kind: "extension", extension });
  expect(inboundExtension(setup, number)).toBe(extension);
});

test("what no route takes is unknown", () => {
  const call = { number: "4145550100", caller: "911", epochMs: 0, load: noLoad };
  expect(decideInbound(twoOffices(), call).end).toMatchObject({ kind: "refuse", status: 404 });
});
