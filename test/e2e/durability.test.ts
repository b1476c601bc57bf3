import { expect, test } from "vitest";
import { killAgainAndAgain } from "../durability/campaign.js";

test("five kills lose no acknowledged login; `npm run test:durability` does two hundred", async () => {
  const { acknowledged, faults } = await killAgainAndAgain(5, 1);
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(5);
});
