import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { DeskfleetErrors, describeError } from "../../../../sim/model/errors.js";
import { parseScenario } from "../../../../sim/scenario/file/load-scenario.js";
import { scenarioFileSchema } from "../../../../sim/scenario/file/scenario-file.js";
import { words } from "../../../../sim/scenario/vocabulary.js";

const models = ["CIP230", "CIP250", "CIP270"];
const head = `scenario: A desk
setup: ../setups/two-offices.yaml
phones:
  lobby: { model: CIP270, location: new-york }
  desk: { model: CIP230, count: 3 }
`;

function parse(steps: string, before = head) {
  return parseScenario({ file: "a.yaml", text: `${before}steps:\n${steps}` }, models);
}

/** First lines of all errors, without their hints. */
function errorsOf(steps: string, before = head): string[] {
  try {
    parse(steps, before);
  } catch (error) {
    if (error instanceof DeskfleetErrors) {
      return error.errors.map((each) => describeError(each));
    }
    throw error;
  }
  return [];
}

test("a scenario is read with its groups spread out and the line of every step", () => {
  const scenario = parse(`  - power-on: [lobby, desk]
  - login: { phone: desk-2, extension: "1001", pin: "0012" }
  - resync: lobby
  - expect: { phone: desk, registered: "1001", within: 1.5s }
cleanup:
  - power-off: desk
`);
  expect(scenario.phones.map(({ name }) => name)).toEqual(["lobby", "desk-1", "desk-2", "desk-3"]);
  expect(scenario.groups.get("desk")).toEqual(["desk-1", "desk-2", "desk-3"]);
  expect(scenario.groups.get("desk-2")).toEqual(["desk-2"]);
  expect(scenario.steps.map(({ line }) => line)).toEqual([7, 8, 9, 10]);
  expect(scenario.steps[1]).toMatchObject({ word: "login", args: { phone: "desk-2", pin: "0012" } });
  expect(scenario.steps[2]).toMatchObject({ word: "resync", args: { phone: "lobby" } });
  expect(scenario.steps[3]).toMatchObject({ word: "expect", args: { within: 1500 } });
  expect(scenario.cleanup).toMatchObject([{ word: "power-off", args: ["desk"], line: 12 }]);
});

test("an unknown action, a wrong type, a missing phone and broken YAML are four errors with positions", () => {
  expect(errorsOf("  - power-onn: lobby\n")).toEqual([
    'a.yaml:7:5: steps, item 1: unknown word "power-onn" (did you mean "power-on"?) [DF_FILE_SCHEMA]',
  ]);
  expect(errorsOf('  - login: { phone: lobby, extension: 1001, pin: "1" }\n')).toEqual([
    'a.yaml:7:39: steps, item 1, login.extension: expected digits in quotes, such as "1001", found a number [DF_FILE_SCHEMA]',
  ]);
  expect(errorsOf("  - power-on: loby\n")).toEqual([
    'a.yaml:7:15: steps, item 1, power-on: there is no phone "loby" under phones (did you mean "lobby"?) [DF_FILE_REFERENCE]',
  ]);
  expect(errorsOf("  - power-on: [lobby\n")).toEqual([
    expect.stringMatching(/^a\.yaml:\d+:\d+: broken YAML: .* \[DF_FILE_YAML\]$/),
  ]);
});

test("all faults of a file are reported together, in its order, whatever their kind", () => {
  const errors = errorsOf(
    `  - power-on: loby
  - logout: { phone: lobby, now: true }
  - dial: { phone: hall, number: 911, as: help }
  - expect: { call: hepl, state: READY }
`,
    head.replace("CIP270", "CIP720"),
  );
  expect(errors.map((error) => error.replace(/^a\.yaml:(\d+):\d+: (.+?:) .*$/, "$1 $2"))).toEqual([
    "4 phones.lobby.model:",
    "7 steps, item 1, power-on:",
    "8 steps, item 2, logout:",
    "9 steps, item 3, dial.phone:",
    "9 steps, item 3, dial.number:",
    "10 steps, item 4, expect.call:",
    "10 steps, item 4, expect.state:",
  ]);
  expect(errors[2]).toContain('unknown word "now"');
  expect(errors[5]).toContain('did you mean "help"?');
});

test.each([
  ["two words in a step", "  - power-on: lobby\n    logout: lobby\n", "a step is one word"],
  ["a step without a word", "  - {}\n", "a step needs one word"],
  ["a bare word", "  - power-on\n", "expected a mapping with one word"],
  ["no phone where one is needed", "  - expect: { registered: false }\n", "registered needs a phone"],
  ["a state of a call on a phone", "  - expect: { phone: lobby, state: answered }\n", "add `call: <name"],
  ["no lost key and nothing after it", "  - expect: { lost-keys: none }\n", "add what comes after the keys"],
  ["nothing expected", "  - expect: { phone: lobby, within: 1s }\n", "nothing is expected"],
  ["a time without unit", "  - expect: { phone: lobby, beeped: true, within: 5 }\n", "expected a time"],
  ["a word in an alternative", "  - expect: { psap: { callerid: x } }\n", 'did you mean "caller-id"?'],
  [
    "an action of the wrong kind",
    "  - logout: 3\n",
    "expected a phone, such as `lobby`, or a mapping with `phone`",
  ],
  [
    "a server fault that there is not",
    "  - server-fault: { on: apps, kind: hlf }\n",
    '(did you mean "half"?)',
  ],
  ["a PBX that does more than fall silent", "  - server-fault: { on: sip, kind: half }\n", "one of silent"],
  ["a clock without a unit", "  - clock: { advance: 5 }\n", "expected { advance: 11m }"],
  ["a Submit of nothing", "  - submit: { set: 3 }\n", "expected changes to the setup"],
  [
    "a REGISTER that is none",
    "  - expect: { phone: lobby, registers: [regster 1001] }\n",
    "expected `register 1001`",
  ],
  ["a finding on no rule", "  - expect: { no-findings: [HD-99] }\n", "there is no rule HD-99"],
  [
    "a call name twice",
    '  - dial: { phone: lobby, number: "1", as: x }\n  - dial: { phone: lobby, number: "2", as: x }\n',
    'an earlier step already calls a call "x"',
  ],
  [
    "a member that a group has not",
    "  - expect: { phone: desk-4, registered: false }\n",
    'no phone "desk-4"',
  ],
])("%s is an error", (_what, steps, message) => {
  const errors = errorsOf(steps);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(message);
});

test("rules and policy values that there are not are errors, each with what was meant", () => {
  const claims = `${head}rules: [HD-7, T9, HD-88, T20, PBX-9999]
policies: { second-logn: move, second-login: moove }
`;
  expect(errorsOf("  - power-on: lobby\n", claims)).toEqual([
    'a.yaml:6:19: rules, item 3: there is no rule HD-88 (did you mean "HD-8"?) [DF_FILE_REFERENCE]',
    'a.yaml:6:26: rules, item 4: there is no rule T20 (did you mean "T2"?) [DF_FILE_REFERENCE]',
    'a.yaml:7:13: policies: unknown word "second-logn" (did you mean "second-login"?) [DF_FILE_SCHEMA]',
    'a.yaml:7:46: policies.second-login: there is no value "moove" (did you mean "move"?) [DF_FILE_REFERENCE]',
  ]);
});

test("ids of rules have one spelling, in what a scenario proves and in what it expects of the audit", () => {
  expect(errorsOf("  - expect: { no-findings: [hd-5] }\n", `${head}rules: [hd-7]\n`)).toEqual([
    'a.yaml:6:9: rules, item 1: expected the id of a rule, such as HD-7 or T9 (did you mean "HD-7"?) [DF_FILE_SCHEMA]',
    'a.yaml:8:29: steps, item 1, expect.no-findings, item 1: there is no rule hd-5 (did you mean "HD-5"?) [DF_FILE_REFERENCE]',
  ]);
});

test("an unknown word of the file itself is an error", () => {
  expect(errorsOf("  - power-on: lobby\n", `${head}tagz: [x]\n`)).toEqual([
    'a.yaml:6:1: unknown word "tagz" (did you mean "tags"?) [DF_FILE_SCHEMA]',
  ]);
});

test("the JSON Schema knows every word", () => {
  const schema = z.toJSONSchema(scenarioFileSchema, { io: "input" });
  const text = JSON.stringify(schema);
  for (const word of Object.keys(words)) expect(text).toContain(`"${word}":`);
});

test("whatever a file holds, it is either read or refused with positions", () => {
  const word = fc.constantFrom(...Object.keys(words), "phone", "foo");
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("lobby", "911", "none", null, true, 3),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(word, tie("value"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), value, value, (steps, phones, cleanup) => {
      const text = JSON.stringify({ scenario: "x", setup: "y", phones, steps, cleanup });
      try {
        parseScenario({ file: "a.yaml", text }, models);
      } catch (error) {
        if (!(error instanceof DeskfleetErrors)) throw error;
        for (const each of error.errors) expect(each.position?.line).toBe(1);
      }
    }),
    { numRuns: 300 },
  );
});

test("a misspelt section is one error, and nothing that follows from it", () => {
  expect(errorsOf("  - power-on: lobby\n", head.replace("phones:", "phoness:"))).toEqual([
    expect.stringContaining('unknown word "phoness" (did you mean "phones"?)'),
  ]);
});
