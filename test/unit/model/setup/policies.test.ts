import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { policyNames } from "../../../../sim/model/setup/policies.js";

test("every policy of every topic is one that a setup may write, and stands in one topic", async () => {
  const found: string[] = [];
  for (const file of readdirSync("sim/model/setup/policies")) {
    const topic: Readonly<Record<string, unknown>> = await import(
      `../../../../sim/model/setup/policies/${file}`
    );
    for (const [name, policies] of Object.entries(topic)) {
      if (name.endsWith("Policies")) found.push(...Object.keys(policies as object));
    }
  }
  expect([...policyNames].toSorted()).toEqual(found.toSorted());
});
