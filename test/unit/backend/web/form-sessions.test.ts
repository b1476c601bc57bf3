import { expect, test } from "vitest";
import { FormSessions } from "../../../../sim/backend/web/form-sessions.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { mac } from "../sample-setup.js";

test("forms for thousands of forged MACs end the oldest ones, and fill no memory", () => {
  const flows = new FormSessions<number>(new ManualClock(), () => 45);
  const phone = (index: number) => mac((0x1fc1000000 + index).toString(16).padStart(12, "0"));
  const ids = Array.from({ length: 10_001 }, (_each, index) => flows.open(phone(index), index));
  const open = ids.filter((id, index) => flows.find(id, phone(index)) !== undefined);
  expect(open).toHaveLength(10_000);
  expect(flows.find(ids[0] ?? "", phone(0))).toBe(undefined);
});
