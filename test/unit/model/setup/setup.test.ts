import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { DeskfleetErrors } from "../../../../sim/model/errors.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { applySetupChanges } from "../../../../sim/model/setup/setup-changes.js";

const file = "scenarios/setups/two-offices.yaml";
const text = readFileSync(file, "utf8");
const models = ["CIP230", "CIP250", "CIP270"];

function messages(changed: string): string[] {
  try {
    parseSetup({ file, text: changed }, models);
    return [];
  } catch (error) {
    if (!(error instanceof DeskfleetErrors)) throw error;
    return error.errors.map(({ message, position }) => `${position?.line}:${position?.column} ${message}`);
  }
}

test("the built-in setup is sound and gets its defaults", () => {
  const setup = parseSetup({ file, text }, models);
  expect(setup.policies.secondLogin).toBe("move");
  expect(setup.extensions["9000"]?.role).toBe("placeholder");
  expect(setup.registrar).toEqual({
    minimumExpiration: 60,
    maximumExpiration: 7200,
    defaultExpiration: 3600,
  });
});

test("a broken dial pattern is reported at its place", () => {
  const line = text.slice(0, text.indexOf('patterns: ["911"')).split("\n").length;
  const at = (text.split("\n")[line - 1]?.indexOf('["911"') ?? 0) + 2;
  const broken = (pattern: string) => messages(text.replace('patterns: ["911"', `patterns: ["${pattern}"`));
  expect(broken("[")).toEqual([
    expect.stringMatching(`^${line}:${at} routes, item 1, patterns, item 1: expected a dial pattern`),
  ]);
  expect(broken("[4-2]")).toEqual([expect.stringMatching(`^${line}:${at} .*ranges from low to high`)]);
});

test.each([
  [
    'logout-action: "9000"',
    "logout-action: 9000",
    'expected full, or digits in quotes, such as "9000", found a number',
  ],
  ['logout-action: "9000"', "logout-action: nobody", 'expected full, or digits in quotes, such as "9000"'],
  [
    "subnet: 127.10.0.0/16",
    "subnet: 127.10.0.0",
    'expected a network of /8, /16 or /24, such as "127.30.0.0/16"',
  ],
])("%s as %s is reported in words", (line, broken, message) => {
  expect(text).toContain(line);
  expect(messages(text.replace(line, broken)).join()).toContain(message);
});

test.each([
  [
    "login-templates: [EST Default, CST Default]",
    "login-templates: [EST Defalt, CST Default]",
    'there is no template "EST Defalt" (did you mean "EST Default"?)',
  ],
  ['logout-action: "9000"', 'logout-action: "9001"', 'there is no placeholder "9001" (did you mean "9000"?)'],
  ['logout-action: "9000"', 'logout-action: "1001"', 'there is no placeholder "1001"'],
  [
    "clone-of: logout-230",
    "clone-of: logout-231",
    'there is no model layout "logout-231" (did you mean "logout-230"?)',
  ],
  [
    "model: CIP250, description: Default",
    "model: CIP25, description: Default",
    'there is no profile for the model "CIP25"',
  ],
  ["trunk: emergency", "trunk: emergenzy", 'there is no trunk "emergenzy" (did you mean "emergency"?)'],
  [
    "groups: [Disabled, All Users]",
    "groups: [Disable, All Users]",
    'there is no group "Disable" (did you mean "Disabled"?)',
  ],
  ["CIP230: logout-230", "CIP23: logout-230", 'there is no profile for the model "CIP23"'],
  [
    "new-york: { subnet:",
    "new-york: { desks: { CIP270: 3, CIP27: 12 }, subnet:",
    'there is no profile for the model "CIP27" (did you mean "CIP270"?)',
  ],
])("a name that points at nothing: %s", (from, to, message) => {
  const line = text.slice(0, text.indexOf(from)).split("\n").length;
  const found = messages(text.replace(from, to));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
  expect(found[0]?.startsWith(`${line}:`)).toBe(true);
});

/** The setup with lines added to one of its sections. */
function withLines(section: string, ...lines: readonly string[]): string {
  return text.replace(`\n${section}:\n`, `\n${section}:\n${lines.map((each) => `  ${each}\n`).join("")}`);
}

test.each(["20: {}", '"0": {}', '"123456": {}'])(
  "a group %s would lose its place among the others",
  (line) => {
    const [found, ...rest] = messages(withLines("groups", line));
    expect(rest).toEqual([]);
    expect(found).toMatch(/^\d+:3 groups\.\d+: a name of digits alone would lose its place/);
  },
);

// proves: F-54
test("an extension without a secret is refused: anybody could register as it", () => {
  const [found, ...rest] = messages(withLines("extensions", '"7001": { name: Eve, secret: "" }'));
  expect(rest).toEqual([]);
  expect(found).toMatch(/^\d+:\d+ extensions\.7001\.secret is empty/);
});

test("other names with digits keep theirs", () => {
  expect(messages(withLines("groups", '"007": {}', "20th floor: {}", '"-1": {}'))).toEqual([]);
});

test.each([
  [
    "extensions",
    '"7001": { name: "Eve\\r\\nX-Trunk: emergency", secret: s3cr3t-of-eve }',
    /7001\.name: line breaks/,
  ],
  ["trunks", '"a\\r\\nX-Trunk: emergency": { far-end: carrier }', /trunks\.a\r?\n.*: line breaks/],
  ["templates", '"Tab\\there": {}', /templates\..*: line breaks/],
])("a line break in %s reaches no header", (section, line, message) => {
  expect(messages(withLines(section, line))).toEqual([expect.stringMatching(message)]);
});

test.each([
  ["a location's placeholder", { locations: { "new-york": { placeholder: "1001" } } }, "1001"],
  ["the overflow", { policies: { "placeholder-full": "overflow:1002" } }, "1002"],
  ["a logout action of a user", { users: { "1001": { hotdesk: { "logout-action": "1002" } } } }, "1002"],
])("%s must be a placeholder, or it would log a desk in as somebody", (_title, change, number) => {
  const content = applySetupChanges(parse(text), change);
  expect(messages(stringify(content))).toEqual([
    // No "did you mean": the nearest placeholder may be that of another site.
    expect.stringContaining(`there is no placeholder "${number}": that is an extension of a user`),
  ]);
});

test.each([
  [
    "a layout",
    { groups: { "All Users": { hotdesk: { "login-templates": ["user-270"] } } } },
    "a model layout",
  ],
  [
    "the description of a layout",
    { groups: { "All Users": { hotdesk: { "login-model-layouts": ["Standard CIP270"] } } } },
    "the description of the model layout user-270",
  ],
  [
    "a model without a layout of that name",
    { groups: { "All Users": { hotdesk: { "login-model-layouts": ["CIP270"] } } } },
    "a model of phone",
  ],
  ["an extension", { users: { "1001": { groups: ["1002"] } } }, "an extension of a user"],
])("%s in the place of something else is reported as what it is", (_title, change, found) => {
  const content = applySetupChanges(parse(text), change);
  expect(messages(stringify(content))).toEqual([expect.stringContaining(`": that is ${found}`)]);
});

test("only a location can be accepted to be without an emergency path", () => {
  const accept = (desk: string) => {
    const acceptance = { desk, reason: "a store room", by: "facilities" };
    return messages(stringify(applySetupChanges(parse(text), { "accept-no-emergency": [acceptance] })));
  };
  expect(accept("chicago")).toEqual([]);
  expect(accept("chicaco")).toEqual([
    expect.stringContaining('there is no location "chicaco" (did you mean "chicago"?)'),
  ]);
  expect(accept("00:1f:c1:00:00:01")).toHaveLength(1);
});

test.each(["idle:0", "idle:0.0", "idle:0.09"])(
  "auto-logout: %s would log everybody out at once",
  (written) => {
    const content = applySetupChanges(parse(text), { policies: { "auto-logout": written } });
    expect(messages(stringify(content))).toEqual([
      expect.stringContaining("policies.auto-logout: the idle time is at least 0.1 minutes"),
    ]);
  },
);
