import { expect, test } from "vitest";
import { killAgainAndAgain } from "./campaign.js";

/** Two hundred kills, on two backends side by side: the time goes into starting them. */
const campaigns = [101, 102];
const killsEach = 100;

test.concurrent.each(campaigns)("no acknowledged login is lost by kill -9 (seed %i)", async (seed) => {
  const { acknowledged, faults } = await killAgainAndAgain(killsEach, seed);
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(killsEach);
});
