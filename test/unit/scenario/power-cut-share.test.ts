import { expect, test } from "vitest";
import { runAll, scenarioOf } from "./scene.js";

const group =
  "phones: { desk: { model: CIP230, location: new-york, count: 6 } }\nsteps:\n  - power-on: desk\n";

async function cut(share: string, seed: number): Promise<string[]> {
  const body = `${group}  - power-off: { phone: desk, share: ${share} }\n`;
  const { summary, transcript } = await runAll([scenarioOf("Cut", body)], { seed });
  expect(summary.scenarios[0]?.reason).toBeUndefined();
  return transcript.events.flatMap((event) =>
    event.type === "state" && event.reason === "power cut" ? [event.phone ?? ""] : [],
  );
}

test("a power cut of a share strikes so many phones of the group, each once, and the same for the same seed", async () => {
  const struck = await cut("0.5", 1);
  expect(new Set(struck).size).toBe(3);
  expect(struck).toHaveLength(3);
  expect(await cut("0.5", 1)).toEqual(struck);
  const others = await Promise.all([2, 3, 4].map((seed) => cut("0.5", seed)));
  expect(new Set([struck, ...others].map(String)).size).toBeGreaterThan(1);
  expect(await cut("0.01", 1)).toHaveLength(1);
  expect(await cut("1", 1)).toHaveLength(6);
});

test("power for those who are off fails where nobody is", async () => {
  const { summary } = await runAll([
    scenarioOf("On", `${group}  - power-on: { phone: desk, only: "off" }\n`),
  ]);
  expect(summary.scenarios[0]).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("no phone of desk is off"),
  });
});
