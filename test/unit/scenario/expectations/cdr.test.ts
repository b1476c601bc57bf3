import { expect, test } from "vitest";
import type { CallRecordView } from "../../../../sim/model/control/control-api.js";
import { checkCdr } from "../../../../sim/scenario/expectations/cdr.js";

const at = "2026-11-30T12:00:00.000Z";
const answered: CallRecordView = {
  ...{ start: at, answer: at, end: at, duration: 4, billsec: 3, disposition: "ANSWERED" },
  ...{ src: "1001", clid: '"Alice" <1001>', dst: "12125550188", channel: "PJSIP/1001" },
  ...{ dstchannel: "PJSIP/carrier", outboundCnum: "2125550101", accountcode: "pin recorded" },
};

const read = (written: readonly CallRecordView[], up = 0) => ({ written, up });

test("as many as are expected, in order, and of each what is named", () => {
  expect(checkCdr([{ src: "1001", accountcode: "pin recorded" }], read([answered])).met).toBe(true);
  expect(checkCdr([{}], read([answered])).met).toBe(true);
  expect(checkCdr([{ dst: "911" }], read([answered])).met).toBe(false);
  expect(checkCdr([], read([answered])).met).toBe(false);
  expect(checkCdr([{}, {}], read([answered]))).toEqual({
    met: false,
    expected: "call records [], []",
    seen: "call records [src 1001, dst 12125550188, dstchannel PJSIP/carrier, outboundCnum 2125550101, disposition ANSWERED, accountcode pin recorded]",
  });
});

test("no list is whole while a call is up: its record is to come", () => {
  expect(checkCdr([], read([])).met).toBe(true);
  expect(checkCdr([], read([], 1))).toMatchObject({
    met: false,
    seen: "no call records so far, with 1 call still up",
  });
  expect(checkCdr([{}], read([answered], 2)).met).toBe(false);
});

test("null: there is none", () => {
  const { accountcode: _code, dstchannel: _place, ...nowhere } = answered;
  expect(checkCdr([{ accountcode: null, dstchannel: null }], read([nowhere])).met).toBe(true);
  expect(checkCdr([{ accountcode: null }], read([answered]))).toMatchObject({
    met: false,
    expected: "call records [accountcode none]",
  });
  // A PIN in place of the words is none of them.
  expect(checkCdr([{ accountcode: "pin recorded" }], read([{ ...answered, accountcode: "•••" }])).met).toBe(
    false,
  );
});
