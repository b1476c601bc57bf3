import { expect, test } from "vitest";
import { createRandom } from "../../../../sim/model/random.js";
import { withMadeUpPins } from "../../../../sim/model/setup/made-up-pins.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { standInPins } from "../../../../sim/model/setup/stand-ins.js";

test("stand-ins become digits, as many, and by the seed; PINs and mailboxes without one stay", () => {
  const text = `
setup: An import without secrets
port-settings: { port: 0, protocol: http }
locations: {}
extensions:
  "1001": { name: A, secret: not-imported, voicemail: { pin: "******" } }
  "1002": { name: B, secret: not-imported, voicemail: { pin: "-****" } }
  "1003": { name: C, secret: not-imported, voicemail: { pin: "1003" } }
  "1004": { name: D, secret: not-imported, voicemail: { pin: "" } }
  "1005": { name: E, secret: not-imported }
`;
  const setup = parseSetup({ file: "import.yaml", text }, []);
  expect(standInPins(setup)).toEqual(["1001", "1002"]);
  const made = withMadeUpPins(setup, createRandom(7));
  const pins = Object.values(made.extensions).map(({ voicemail }) => voicemail?.pin);
  expect(pins).toEqual([
    ...[expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^-\d{4}$/)],
    ...["1003", "", undefined],
  ]);
  expect(withMadeUpPins(setup, createRandom(7))).toEqual(made);
  expect(standInPins(made)).toEqual([]);
});
