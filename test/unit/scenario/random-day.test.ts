import { expect, test } from "vitest";
import type { PlannedScenario } from "../../../sim/scenario/file/scenario-file.js";
import { runAll, scenarioOf } from "./scene.js";

/** A day of a blank desk: nobody has a PIN to log in with, so that little but the trunks can change. */
function dullDay(name: string): PlannedScenario {
  const planned = scenarioOf(
    name,
    "phones: { desk: { model: CIP230, location: new-york } }\nsteps:\n  - power-on: desk\n  - random-day: { calls: 6 }\n",
  );
  const extensions = Object.fromEntries(
    Object.entries(planned.setup.extensions).map(([extension, { voicemail: _none, ...rest }]) => [
      extension,
      rest,
    ]),
  );
  return { ...planned, setup: { ...planned.setup, extensions }, judged: false };
}

test("trunks that failed on a random day are up again at its end", async () => {
  const days = Array.from({ length: 10 }, (_each, index) => dullDay(`Day ${index + 1}`));
  const { transcript } = await runAll(days, { parallel: 4 });
  const trunks = new Map<string, string[]>();
  for (const event of transcript.events) {
    if (event.type !== "trunk") continue;
    const key = `${event.scenario} ${event.trunk}`;
    trunks.set(key, [...(trunks.get(key) ?? []), String(event.state)]);
  }
  expect(trunks.size, "trunks that failed on some day").toBeGreaterThan(0);
  expect([...trunks].filter(([, states]) => states.at(-1) !== "up")).toEqual([]);
});
