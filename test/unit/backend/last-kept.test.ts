import { expect, test } from "vitest";
import { LastKept } from "../../../sim/backend/last-kept.js";

test("the last 1,000 stay, in order, however many come", () => {
  const last = new LastKept<number>();
  for (let entry = 1; entry <= 4500; entry++) {
    last.add(entry);
    if (entry === 1999) expect(last.all).toHaveLength(1000);
  }
  expect(last.all).toHaveLength(1000);
  expect([last.all[0], last.all.at(-1)]).toEqual([3501, 4500]);
  last.forget();
  expect(last.all).toEqual([]);
});
