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
  ["target: The lab", "target: The lab\nreset: true", "reset: a reset takes kind: lab and a control-url"],
  ["target: The lab", "target: The lab\nkind: lab\nreset: true", "reset: a reset takes a control-url"],
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
