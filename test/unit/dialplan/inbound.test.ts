import { expect, test } from "vitest";
import { noLoad } from "../../../sim/dialplan/decision.js";
import { decideInbound, inboundExtension } from "../../../sim/dialplan/inbound.js";
import { twoOffices } from "../backend/pbx/two-offices.js";

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
