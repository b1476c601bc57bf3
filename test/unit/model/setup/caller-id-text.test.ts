import { expect, test } from "vitest";
import { parseCallerId } from "../../../../sim/model/setup/caller-id-text.js";

test.each([
  ["2125550100", { name: "", number: "2125550100", withheld: false }],
  ["+12125550100", { name: "", number: "+12125550100", withheld: false }],
  ['"Front desk" <2125550100>', { name: "Front desk", number: "2125550100", withheld: false }],
  ["Front desk <2125550100>", { name: "Front desk", number: "2125550100", withheld: false }],
  ["<2125550100>", { name: "", number: "2125550100", withheld: false }],
  ["hidden <2125550104>", { name: "", number: "2125550104", withheld: true }],
  ['"Hidden" <2125550104>', { name: "", number: "2125550104", withheld: true }],
])("%s", (text, callerId) => {
  expect(parseCallerId(text)).toEqual(callerId);
});

test.each(["", "Front desk", "<>", "desk <abc>", '"a<b" <1>', "1 <2", "12-34"])("%j is none", (text) => {
  expect(parseCallerId(text)).toBeUndefined();
});
