// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Asterisk writes its variables so, too.
import { expect, test } from "vitest";
import { backup, known, running } from "../fixture.js";
import { fileOf } from "../open/archive.js";

test("routes and trunks as Asterisk runs them are those of the backup", async () => {
  const { facts, contradictions, faults } = await known(backup, running());
  expect([contradictions, faults]).toEqual([[], []]);
  expect(facts.routes).toEqual((await known(backup)).facts.routes);
});

test("without a backup they stand for themselves, a stub beside a caller's pattern left out", async () => {
  const { facts, contradictions } = await known(running());
  expect(contradictions).toEqual([]);
  expect(facts.routes?.map(({ name, patterns, trunks }) => [name, patterns, trunks])).toEqual([
    [
      "Emergency",
      [
        { prefix: "", match: "911", prepend: "", caller: "" },
        { prefix: "9", match: "911", prepend: "", caller: "" },
      ],
      ["9", "4"],
    ],
    ["Visitors", [{ prefix: "9", match: "NXXXXXX", prepend: "", caller: "2900" }], ["4"]],
    ["Long distance", [{ prefix: "9", match: "NXXNXXXXXX", prepend: "1", caller: "" }], ["4"]],
  ]);
  expect(facts.routes?.[2]).toMatchObject({
    pinSet: "1",
    password: "530911",
    timeRanges: ["08:00-18:00|mon-fri|*|*"],
    timeZone: "America/Chicago",
    failureDestination: "app-blackhole,congestion,1",
  });
  expect(facts.trunks?.map(({ name, disabled, dialRules }) => [name, disabled, dialRules])).toEqual([
    ["carrier", false, [{ prefix: "", match: "NXXXXXX", prepend: "1212" }]],
    ["e911", true, []],
  ]);
});

test.each([
  [
    "another trunk first",
    "s,1(9,${EXTEN},,off)",
    "s,1(4,${EXTEN},,off)",
    /^route Emergency is not what Asterisk runs/,
  ],
  ["a trunk switched on", "OUTDISABLE_9 = on", "OUTDISABLE_9 = off", /^trunk e911 is not what Asterisk runs/],
  [
    "another order",
    "include => outrt-7 ; Emergency\n",
    "",
    /^route Emergency is not|the order of the routes/,
  ],
])("%s is an Apply Config that waits", async (_what, from, to, told) => {
  const { contradictions } = await known(backup, running(from, to));
  expect(contradictions[0]).toMatch(told);
});

test("a line that no FreePBX writes is told with its place: the route cannot be judged", async () => {
  const { faults } = await known(running("Set(_ROUTENAME=Visitors)", "Gosub(extension-routing,s,1(2))"));
  expect(faults).toMatchObject([
    { line: expect.any(Number), message: expect.stringContaining("this line of route 2") },
  ]);
});

test("dial plan by hand, ahead of the routes, is shown", async () => {
  const custom = "[from-internal-custom]\nexten => 9911,1,Goto(ivr-3,s,1)\n[other]\nexten => 1,1,NoOp\n";
  const { facts } = await known(fileOf("extensions_custom.conf", custom));
  expect(facts.customDialPlan).toEqual([{ context: "from-internal-custom", line: "9911,1,Goto(ivr-3,s,1)" }]);
});
