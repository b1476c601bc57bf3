import { expect, test } from "vitest";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import { countStandIns, standInPins } from "../../../../sim/model/setup/stand-ins.js";

test("stand-ins are counted by what they stand for: secrets, PINs, passwords of routes", () => {
  const text = `
setup: Partly imported
port-settings: { port: 0, protocol: http }
locations: {}
trunks: { carrier: { far-end: carrier } }
routes:
  - { name: world, patterns: ["NXXNXXXXXX"], trunks: [carrier], password: not-imported }
  - { name: toll-free, patterns: ["1800NXXXXXX"], trunks: [carrier], password: "4711" }
  - { name: local, patterns: ["NXXXXXX"], trunks: [carrier] }
extensions:
  "1001": { name: A, secret: not-imported, voicemail: { pin: "******" } }
  "1002": { name: B, secret: not-imported, voicemail: { pin: "-****" } }
  "1003": { name: C, secret: not-imported, voicemail: { pin: "8306" } }
  "1004": { name: D, secret: written-by-hand }
`;
  const setup = parseSetup({ file: "import.yaml", text }, []);
  expect(countStandIns(setup)).toEqual({ secrets: 3, pins: 2, passwords: 1 });
  expect(standInPins(setup)).toEqual(["1001", "1002"]);
});
