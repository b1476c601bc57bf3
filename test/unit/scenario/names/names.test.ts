import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DeskfleetErrors, describeError } from "../../../../sim/model/errors.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { loadScenario } from "../../../../sim/scenario/file/load-scenario.js";

const models = ["CIP230", "CIP250", "CIP270"];
const file = "scenarios/setups/two-offices.yaml";
const source = { file, text: readFileSync(file, "utf8") };
const named = { source, setup: parseSetup(source, models) };

/** First lines of all faults of a scenario on the two offices. */
function faults(steps: string, before = ""): string[] {
  const text = `scenario: x
setup: two-offices.yaml
${before}phones: { desk: { model: CIP270, location: new-york } }
steps:
${steps}`;
  try {
    loadScenario({ file: "a.yaml", text }, models, () => named);
    return [];
  } catch (error) {
    if (error instanceof DeskfleetErrors) return error.errors.map((each) => describeError(each));
    throw error;
  }
}

const login = 'login: { phone: desk, extension: "1008", pin: "1"';

test.each([
  ['expect: { contacts: { "8009": 0 } }', 'contacts.8009: there is no extension "8009" in the setup'],
  ['expect: { phone: desk, registered: "1099" }', 'no extension "1099" in the setup (did you mean "1009"?)'],
  ["expect: { phone: desk, registers: [register 1099] }", 'registers, item 1: there is no extension "1099"'],
  [
    'expect: { phone: desk, incoming: { from: "1099", state: ringing } }',
    'from: there is no extension "1099"',
  ],
  ['expect: { phone: desk, mapping: { extension: "1099" } }', 'extension: there is no extension "1099"'],
  ["expect: { phone: desk, mapping: { template: ETS Default } }", '(did you mean "EST Default"?)'],
  ["expect: { phone: desk, mapping: { layout: user-271 } }", '(did you mean "user-270"?)'],
  [
    "expect: { phone: desk, mapping: { layout: Standard CIP270 } }",
    'no layout "Standard CIP270" in the setup: that is the description of the model layout user-270',
  ],
  ["expect: { psap: { location: chigaco } }", '(did you mean "chicago"?)'],
  ["expect: { carrier: { location: chigaco } }", '(did you mean "chicago"?)'],
  [
    "expect: { psap: { trunk: emergncy } }",
    'psap.trunk: there is no trunk "emergncy" in the setup (did you mean "emergency"?)',
  ],
  [
    "trunk: { name: carier, state: busy }",
    'trunk.name: there is no trunk "carier" in the setup (did you mean "carrier"?)',
  ],
  [
    "trunk: { name: carrier, state: bsy }",
    "trunk.state: expected up, deaf, mute, down, busy, full, silent or a status",
  ],
  [
    'expect: { psap: { caller-id: "2125550110" } }',
    'psap.caller-id: no call of the setup can show the caller id "2125550110" (did you mean "2125550100"?)',
  ],
  ['expect: { carrier: { caller-id: "77" } }', "carrier.caller-id: no call of the setup can show"],
  [
    'expect: { psap: { number: "921" } }',
    'psap.number: no route of the setup takes "921" out (did you mean "911"?)',
  ],
  ['expect: { carrier: { number: "5" } }', 'carrier.number: no route of the setup takes "5" out'],
  [
    "expect: { phone: desk, setting: { time-zne: null } }",
    'unknown word "time-zne" (did you mean "time-zone"?)',
  ],
  ["expect: { phone: desk, keys: [line, Login] }", 'label "line" (did you mean "Line"?)'],
  ["expect: { phone: desk, keys: [Line, LOGIN] }", 'label "LOGIN" (did you mean "Login"?)'],
  [
    "expect: { phone: desk, keys: [app-login] }",
    '"app-login" is a type of key and no label: see `key-types`',
  ],
  ["expect: { phone: desk, key-types: [Line] }", 'did you mean "line"?'],
  ['expect: { phone: desk, key-values: [none, "1500"] }', 'has the value "1500"'],
  ["expect: { no-findings: [HD-7] }", "the audit does not look at HD-7, only at HD-3, HD-5, "],
  ["expect: { findings: [PBX-135] }", 'there is no rule PBX-135 (did you mean "PBX-13"?)'],
  [`${login}, template: ETS Default }`, 'template: there is no template "ETS Default" in the setup'],
  [`${login}, layout: Standart CIP270 }`, '(did you mean "Standard CIP270"?)'],
  [`${login}, layout: user-270 }`, 'the list shows its description: write "Standard CIP270"'],
  [
    'assign: { phone: desk, extension: "1008", template: user-270, layout: user-270 }',
    'no template "user-270" in the setup: that is a model layout',
  ],
  ['assign: { phone: desk, extension: "1099", template: Default, layout: user-270 }', 'extension "1099"'],
  ['change: { user: "1099", groups: [All Users] }', 'there is no user "1099" in the setup'],
  ['change: { user: "1008", groups: [All Usres] }', '(did you mean "All Users"?)'],
  ['change: { extension: "1099", max-contacts: 2 }', 'there is no extension "1099"'],
  ['delete-user: { user: "1099" }', 'there is no user "1099" in the setup'],
  ["press: { phone: desk, key: LOGIN }", '(did you mean "Login"?)'],
  ["hang-up: { phone: desk, call: hepl }", 'no dial step calls a call "hepl"'],
  [
    "submit: { set: { users: { x: { groups: [All Usres] } } } }",
    "submit.set.users.x.groups, item 1: there is no group",
  ],
  [
    "submit: { set: { groups: { x: { hotdesk: { login-templtes: [] } } } } }",
    'unknown word "login-templtes"',
  ],
])("%s is reported at load", (step, message) => {
  expect(faults(`  - ${step}\n`)).toEqual([expect.stringContaining(message)]);
});

test.each([
  ["contacts: {}", "nothing is expected: name an extension"],
  ["phone: desk, setting: {}", "nothing is expected: name a setting"],
  ["phone: desk, screen: {}", "nothing is expected: say what is on it"],
  ['phone: desk, screen: { text: "" }', "screen.text"],
  ["findings: []", "findings"],
  ["no-findings: []", "no-findings"],
])("an expectation of { %s } holds whatever happens, and is refused", (fields, message) => {
  expect(faults(`  - expect: { ${fields} }\n`)).toEqual([expect.stringContaining(message)]);
});

test("all names of a file are reported together, with their places", () => {
  const errors = faults(`  - ${login}, template: ETS Default }
  - expect: { phone: desk, registered: "1099", setting: { time-zne: null }, within: 3 }
  - expect: { contacts: { "8009": 0 }, psap: { location: chigaco } }
`);
  expect(errors.map((error) => error.replace(/^(a\.yaml:\d+):\d+: (.+?):.*/, "$1 $2"))).toEqual([
    "a.yaml:5 steps, item 1, login.template",
    "a.yaml:6 steps, item 2, expect.registered",
    "a.yaml:6 steps, item 2, expect.setting",
    "a.yaml:6 steps, item 2, expect.within",
    "a.yaml:7 steps, item 3, expect.contacts.8009",
    "a.yaml:7 steps, item 3, expect.psap.location",
  ]);
});

test.each([
  ["a location", "2125550100", ""],
  ["an extension, where nothing else is said", "1008", ""],
  ["the extension's outbound CID", "2125550177", '"1008": { outbound-cid: "2125550177" }'],
  ["the extension's emergency CID", "2125550178", '"1008": { emergency-cid: "2125550178" }'],
  ["a trunk", "2125550199", ""],
])("the caller id of %s can reach the far end", (_of, callerId, extension) => {
  const step = `  - expect: { psap: { caller-id: "${callerId}" } }\n`;
  expect(faults(step, extension === "" ? "" : `with: { extensions: { ${extension} } }\n`)).toEqual([]);
});

test("a caller id and a route that a Submit brings are known from there on, and its old caller id stays so", () => {
  const submit =
    'submit: { set: { locations: { new-york: { caller-id: "2125550170" } }, routes: [{ name: out, type: emergency, patterns: ["112"], trunk: emergency }] } }';
  const use = (callerId: string, number: string) =>
    `  - expect: { psap: { caller-id: "${callerId}", number: "${number}" } }\n`;
  expect(faults(`  - ${submit}\n${use("2125550170", "112")}${use("2125550100", "911")}`)).toEqual([]);
  expect(faults(`${use("2125550170", "112")}  - ${submit}\n`)).toHaveLength(2);
});

test("what `with` adds is known", () => {
  const added =
    'with: { extensions: { "1010": { name: Judy, secret: s3cret-judy-7a7a, create-user: false } } }\n';
  expect(faults('  - expect: { contacts: { "1010": 0 } }\n', added)).toEqual([]);
  expect(faults('  - delete-user: { user: "1010" }\n', added)).toEqual([
    expect.stringContaining("the extension 1010 has no user: it says `create-user: false`"),
  ]);
});

test("what a Submit adds is known from there on, and what it refuses is not", () => {
  const submit = 'submit: { set: { templates: { MST Default: { time-zone: "-7" } } }';
  const use = `  - ${login}, template: MST Default }\n`;
  const unknown = [expect.stringContaining('there is no template "MST Default"')];
  expect(faults(`  - ${submit} }\n${use}`)).toEqual([]);
  expect(faults(`${use}  - ${submit} }\n`)).toEqual(unknown);
  expect(faults(`  - ${submit}, refused: no }\n${use}`)).toEqual(unknown);
});

test("what a Submit takes away may still be spoken of", () => {
  const submit =
    "submit: { set: { templates: { CST Default: null }, groups: { All Users: { hotdesk: { login-templates: [Default] } } } } }";
  expect(faults(`  - ${submit}\n  - expect: { phone: desk, mapping: { template: CST Default } }\n`)).toEqual(
    [],
  );
});

test("a call is known once it was dialled; a call that came in has the phone's own name", () => {
  const dial = '  - dial: { phone: desk, number: "911", as: help }\n';
  const use = "  - expect: { call: help, state: answered }\n";
  expect(faults(`${dial}${use}  - hang-up: { phone: desk, call: help }\n`)).toEqual([]);
  expect(faults(`${use}${dial}`)).toEqual([
    expect.stringContaining('the call "help" is dialled only by a later step'),
  ]);
  expect(faults("  - answer: { phone: desk, call: in-1 }\n")).toEqual([]);
});

test("a step that names a call where its phone belongs is told its form", () => {
  const dial = '  - dial: { phone: desk, number: "911", as: help }';
  const told = (line: number, word: string) =>
    `a.yaml:${line}:${word.length + 7}: steps, item 2, ${word}: there is no phone "help" under phones: that is a call; a step names its phone, as in { phone: desk, call: help }`;
  for (const word of ["hold", "resume", "hang-up"]) {
    expect(faults(`${dial}\n  - ${word}: help`)).toEqual([expect.stringContaining(told(6, word))]);
  }
  expect(faults(`${dial}\n  - hold: { phone: desk, call: help }\n  - resume: desk`)).toEqual([]);
});
