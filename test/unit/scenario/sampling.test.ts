import { expect, test } from "vitest";
import { runAll, scenarioOf, startReal } from "./scene.js";

const desk = "phones: { desk: { model: CIP230, location: new-york } }";
const atPlaceholder = `${desk}
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
  - logout: desk
  - expect: { phone: desk, registered: "9000" }
  - sample-emergency: desk
`;

test("a call that does what the path says proves it, and is hung up", async () => {
  const { end, summary, transcript } = await runAll([scenarioOf("A desk is sampled", atPlaceholder)]);
  expect(end).toMatchObject({ verdict: "passed", invalid: [] });
  expect(summary.emergency?.samples).toEqual({ agreed: 1, withPath: 1, dropped: 0, disagreed: 0 });
  const psap = transcript.events.flatMap((event) => (event.type === "psap" ? [event.state] : []));
  expect(psap).toEqual(["answered", "ended"]);
});

test("a desk that starts, and one that is blank, have no path and get no call through", async () => {
  const { end, summary, transcript } = await runAll([
    scenarioOf(
      "A new desk is sampled",
      `${desk}
steps:
  - power-on: desk
  - sample-emergency: desk
  - expect: { phone: desk, state: BLANK }
  - sample-emergency: desk
`,
    ),
  ]);
  expect(end.verdict).toBe("passed");
  expect(summary.emergency).toMatchObject({ never: 1, samples: { agreed: 2 } });
  expect(transcript.events.some(({ type }) => type === "psap")).toBe(false);
});

test("a call that does something else makes the run invalid, with what was said and done", async () => {
  const { end, summary } = await runAll([scenarioOf("The PBX has other routes", atPlaceholder)], {
    startBackend: (setup, start) => startReal({ ...setup, routes: [] }, start),
  });
  expect(end.verdict).toBe("invalid");
  expect(end.invalid).toEqual([
    "The PBX has other routes: the emergency path of desk was good, and a call to 911 did not reach the PSAP " +
      "(the call was failed 404 Not Found)",
  ]);
  expect(summary.scenarios[0]?.reason).toContain("no call to 911 reached the PSAP");
});

test("a rule that is broken on purpose fails the sample, and leaves the run valid", async () => {
  const { end, summary } = await runAll([scenarioOf("A rule is broken", atPlaceholder)], {
    faults: ["placeholder-emergency-refused"],
  });
  expect(end).toMatchObject({ verdict: "failed", invalid: [] });
  expect(summary.emergency?.samples.disagreed).toBe(1);
});
