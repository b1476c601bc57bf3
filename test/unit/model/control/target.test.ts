import { expect, test } from "vitest";
import { parseTarget } from "../../../../sim/model/control/parse-target.js";
import { DeskfleetErrors } from "../../../../sim/model/errors.js";

const good = `target: The lab
config-server: http://192.0.2.10/provisioning/
sip: { host: 192.0.2.10 }
`;

test("a target is live and allows nothing unless it says otherwise", () => {
  expect(parseTarget({ file: "t.yaml", text: good })).toEqual({
    target: "The lab",
    kind: "live",
    configServer: "http://192.0.2.10/provisioning/",
    sip: { host: "192.0.2.10", port: 5060 },
    reset: false,
    dial: { allow: [] },
  });
});

test.each([
  ["config-server: http", "config-server: gopher", "config-server: expected a URL"],
  ["sip: {", "siip: {", 'unknown word "siip" (did you mean "sip"?)'],
  [
    "target: The lab",
    "target: The lab\ncontrol-url: https://127.0.0.1:1/",
    "control-url: expected a URL such as http:",
  ],
  ["target: The lab", "target: The lab\nreset: true", "reset: a reset needs kind: lab and a control-url"],
  ["target: The lab", "target: The lab\nkind: lab\nreset: true", "reset: a reset needs a control-url"],
  ["target: The lab", "target: The lab\nkind: laab", 'did you mean "lab"?'],
  [
    "target: The lab",
    "target: The lab\ndial: { allow: [911] }",
    "dial.allow, item 1: expected digits in quotes",
  ],
])("%s → %s is refused", (from, to, message) => {
  const parse = () => parseTarget({ file: "t.yaml", text: good.replace(from, to) });
  expect(parse).toThrow(DeskfleetErrors);
  expect(parse).toThrow(message);
});

const lab = `target: An Asterisk
kind: lab
reset: true
sip: { host: 127.0.0.1 }
ami: { user: deskfleet, secret-env: LAB_SECRET }
asterisk: { config: ./pbx }
`;

test("an Asterisk is described by its manager interface, and by the name of the variable that holds the secret", () => {
  expect(parseTarget({ file: "t.yaml", text: lab })).toMatchObject({
    ami: { port: 5038, user: "deskfleet", secretEnv: "LAB_SECRET" },
    asterisk: { config: "./pbx" },
  });
});

test.each([
  [
    "ami: { user: deskfleet, secret-env: LAB_SECRET }\nasterisk: { config: ./pbx }\n",
    "",
    "config-server: expected a URL, or `ami`",
  ],
  ["reset: true\n", "", "asterisk: needs `kind: lab` and `reset: true`: what is there is overwritten"],
  ["kind: lab\n", "", "reset: a reset needs kind: lab"],
  ["secret-env: LAB_SECRET", "secret: s3cret", 'unknown word "secret"'],
  ["LAB_SECRET", "not-a-name", "expected the name of an environment variable"],
  [
    "target: An",
    "config-server: http://192.0.2.10/\ntarget: An",
    "config-server: cannot be given with `ami`",
  ],
  ["target: An", "control-url: http://127.0.0.1:1/\ntarget: An", "control-url: cannot be given with `ami`"],
])("of an Asterisk: %s → %s is refused", (from, to, message) => {
  const parse = () => parseTarget({ file: "t.yaml", text: lab.replace(from, to) });
  expect(parse).toThrow(message);
});

test.each([
  ["far-end: { port: 5080 }", "far-end: needs `ami`"],
  ["asterisk: { config: x }", "asterisk: needs `ami`"],
])("without a manager interface %s means nothing", (line, message) => {
  const parse = () => parseTarget({ file: "t.yaml", text: `${good}${line}\n` });
  expect(parse).toThrow(message);
});
