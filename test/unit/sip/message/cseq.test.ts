import { expect, test } from "vitest";
import { parseCSeq } from "../../../../sim/sip/message/cseq.js";

test.each([
  ["1 INVITE", { number: 1, method: "INVITE" }],
  ["0009 \t INVITE", { number: 9, method: "INVITE" }],
  ["2147483647 BYE", { number: 2147483647, method: "BYE" }],
  ["2147483648 BYE", undefined],
  ["1", undefined],
  ["INVITE 1", undefined],
  ["1 INVITE x", undefined],
  ["-1 INVITE", undefined],
  ["", undefined],
])("%s", (value, expected) => {
  expect(parseCSeq(value)).toEqual(expected);
});
