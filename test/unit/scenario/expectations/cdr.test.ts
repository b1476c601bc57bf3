import { expect, test } from "vitest";
import type { CallRecordView } from "../../../../sim/model/control/control-api.js";
import { checkCdr } from "../../../../sim/scenario/expectations/cdr.js";

const at = "2026-11-30T12:00:00.000Z";
const answered: CallRecordView = {
  ...{ start: at, answer: at, end: at, duration: 4, billsec: 3, disposition: "ANSWERED" },
  ...{ src: "1001", clid: '"Alice" <1001>', dst: "12125550188", channel: "PJSIP/1001" },
  ...{ dstchannel: "PJSIP/carrier", outboundCnum: "2125550101", accountcode: "pin recorded" },
};

test("as many as are expected, in order, and of each what is named", () => {
  expect(checkCdr([{ src: "1001", accountcode: "pin recorded" }], [answered]).met).toBe(true);
  expect(checkCdr([{}], [answered]).met).toBe(true);
  expect(checkCdr([{ dst: "911" }], [answered]).met).toBe(false);
  expect(checkCdr([], [answered]).met).toBe(false);
  expect(checkCdr([{}, {}], [answered])).toEqual({
    met: false,
    expected: "call records [], []",
    seen: "call records [src 1001, dst 12125550188, dstchannel PJSIP/carrier, outboundCnum 2125550101, disposition ANSWERED, accountcode pin recorded]",
  });
});

test("null: there is none", () => {
  const { accountcode: _code, dstchannel: _place, ...nowhere } = answered;
  expect(checkCdr([{ accountcode: null, dstchannel: null }], [nowhere]).met).toBe(true);
  expect(checkCdr([{ accountcode: null }], [answered])).toMatchObject({
    met: false,
    expected: "call records [accountcode none]",
  });
  // A PIN in place of the words is none of them.
  expect(checkCdr([{ accountcode: "pin recorded" }], [{ ...answered, accountcode: "•••" }]).met).toBe(false);
});
