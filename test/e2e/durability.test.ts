import { expect, test } from "vitest";
import { killAgainAndAgain } from "../durability/campaign.js";

/** Six starts of a backend, on a machine that may be busy with anything else: nothing here is a question of time. */
const timeout = 600_000;

test("five kills lose no acknowledged login; `npm run test:durability` does two hundred", {
  timeout,
}, async () => {
  const { acknowledged, faults } = await killAgainAndAgain(5, 1);
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(5);
});
