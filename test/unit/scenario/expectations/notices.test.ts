import { expect, test } from "vitest";
import type { NoticeView } from "../../../../sim/model/control/control-api.js";
import { checkNotices } from "../../../../sim/scenario/expectations/notices.js";

const sent: NoticeView = {
  ...{
    to: ["desk@example.test"],
    route: "Emergency",
    number: "911",
    extension: "9000",
    callerId: "2125550100",
  },
  location: "new-york",
};

test("there are as many notices as expected, in their order, each with what is named of it", () => {
  expect(checkNotices([], []).met).toBe(true);
  expect(checkNotices([{}], [sent]).met).toBe(true);
  expect(
    checkNotices([{ number: "911" }, { extension: "1001" }], [sent, { ...sent, extension: "1001" }]).met,
  ).toBe(true);
  expect(checkNotices([{ extension: "1001" }, {}], [sent, { ...sent, extension: "1001" }]).met).toBe(false);
  expect(checkNotices([{}], [sent, sent]).met).toBe(false);
  expect(checkNotices([], [sent])).toEqual({
    met: false,
    expected: "no notices",
    seen: "notices 911 of 9000 from 2125550100 (new-york)",
  });
});

test("a caller id without an address is expected by `location: null`", () => {
  const { location: _known, ...unknown } = sent;
  expect(checkNotices([{ location: null }], [unknown]).met).toBe(true);
  expect(checkNotices([{ location: null }], [sent])).toEqual({
    met: false,
    expected: "notices of a call (location unknown)",
    seen: "notices 911 of 9000 from 2125550100 (new-york)",
  });
});
