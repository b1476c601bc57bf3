import { expect, test } from "vitest";
import { DeskRecord } from "../../../sim/load/desk-record.js";
import type { EventBody, RegistrationState } from "../../../sim/transcript/event.js";

const newDesk = (): DeskRecord =>
  new DeskRecord({ name: "desk-1", model: "CIP230", mac: "001fc1000001", extension: "9000" });

const config: EventBody = {
  type: "config",
  outcome: "applied",
  file: "cfg.xml",
  extension: "9000",
  accountLabel: undefined,
  keys: [],
  dropped: [],
  settings: {},
};

const registration = (state: RegistrationState, status: number, expiresSeconds?: number): EventBody => ({
  type: "registration",
  state,
  extension: "9000",
  status,
  ...(expiresSeconds === undefined ? {} : { expiresSeconds }),
});

test("a registration and its refreshes are told apart", () => {
  const desk = newDesk();
  desk.take(config, 0);
  desk.take(registration("registering", 0), 5);
  expect(desk.isDone(0)).toBe(false);
  expect(desk.take(registration("registered", 200, 30), 10)).toBe(true);
  expect(desk).toMatchObject({ firstRegisteredMs: 10, refreshes: 0, outcome: "registered" });
  desk.take(registration("registered", 200, 30), 20_000);
  expect(desk.isDone(1)).toBe(true);
  expect(desk.isDone(2)).toBe(false);
  expect(desk.longestGapMs).toBe(0);
});

test("a gap begins where the granted time ends, not where a refresh fails", () => {
  const desk = newDesk();
  desk.take(registration("registered", 200, 30), 0);
  desk.take(registration("failing", 0), 25_000);
  desk.take(registration("registered", 200, 30), 31_500);
  expect(desk.longestGapMs).toBe(1500);
});

test("a refusal ends the contact at once, and a gap that stays open counts", () => {
  const desk = newDesk();
  desk.take(registration("registered", 200, 30), 0);
  desk.take(registration("refused", 403), 20_000);
  desk.end(24_000);
  expect(desk).toMatchObject({ longestGapMs: 4000, outcome: "refused", status: 403 });
});

test("what a desk ended as", () => {
  expect(newDesk().outcome).toBe("unprovisioned");
  const failed = newDesk();
  failed.take(config, 0);
  failed.take(registration("failing", 0), 1);
  expect(failed.outcome).toBe("failed");
  expect(failed.isDone(0)).toBe(false);
  const rejected = newDesk();
  rejected.take(registration("rejected", 401), 1);
  expect(rejected.outcome).toBe("rejected");
  expect(rejected.isDone(2)).toBe(true);
});
