import { expect, test } from "vitest";
import type { FarEndCallView } from "../../../sim/model/control/control-api.js";
import { FarEndLog, farEndCallsKept } from "../../../sim/psap/far-end-log.js";

function call(number: number): FarEndCallView {
  const place = { location: undefined, farEnd: "carrier", trunk: "carrier" } as const;
  return { number: String(number), callerId: "2125550100", state: "answered", ...place };
}

test("a backend that runs for long remembers the last calls only, the ended ones as ended", () => {
  const log = new FarEndLog();
  const calls = Array.from({ length: farEndCallsKept + 2 }, (_each, index) => call(index));
  for (const each of calls) log.add(each);
  expect(log.calls).toHaveLength(farEndCallsKept);
  expect(log.calls[0]?.number).toBe("2");

  for (const each of calls) log.replace(each, { ...each, state: "ended" });
  expect(log.calls).toHaveLength(farEndCallsKept);
  expect(new Set(log.calls.map(({ state }) => state))).toEqual(new Set(["ended"]));
  expect(log.calls.at(-1)?.number).toBe(String(farEndCallsKept + 1));
});
