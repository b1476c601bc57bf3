import { expect, test } from "vitest";
import { config, newDesk, noConfig, registration } from "./desk-events.js";

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

test("a registration after a loss is a recovery, not a refresh", () => {
  const desk = newDesk();
  desk.take(registration("registered", 200, 30), 0);
  desk.take(registration("failing", 0), 20_000);
  desk.take(registration("registered", 200, 30), 21_000);
  expect(desk.refreshes).toBe(0);
  expect(desk.isDone(1)).toBe(false);
  desk.take(registration("registered", 200, 30), 41_000);
  expect(desk.isDone(1)).toBe(true);
});

test("a desk fails where it had no answer or no account, not while it starts or is held", () => {
  const desk = newDesk();
  expect(desk.isFailing).toBe(false);
  desk.take(config, 0);
  desk.take(registration("registering", 0), 1);
  expect(desk.isFailing).toBe(false);
  desk.take(registration("failing", 0), 2);
  expect(desk.isFailing).toBe(true);
  desk.take(registration("registered", 200, 30), 3);
  expect(desk.isFailing).toBe(false);
  const bare = newDesk();
  bare.take(noConfig("cfg.xml: 404"), 0);
  expect(bare).toMatchObject({ isFailing: true, outcome: "unprovisioned", reason: "cfg.xml: 404" });
});
