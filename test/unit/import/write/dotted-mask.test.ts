import { expect, test } from "vitest";
import { withMaskLength } from "../../../../sim/import/write/dotted-mask.js";

test.each([
  ["192.168.10.0/255.255.255.0", "192.168.10.0/24"],
  ["192.168.10.0/255.255.254.0", "192.168.10.0/23"],
  ["0.0.0.0/0.0.0.0", "0.0.0.0/0"],
  ["10.1.2.3/255.255.255.255", "10.1.2.3/32"],
])("a dotted mask becomes a length: %s", (network, written) => {
  expect(withMaskLength(network)).toBe(written);
});

test.each([
  "192.168.10.0/24",
  "10.1.2.3",
  "pbx.example.org",
  "10.0.0.0/255.0.255.0",
  "10.0.0.0/255.255.256.0",
])("what has none stays as it is: %s", (network) => {
  expect(withMaskLength(network)).toBe(network);
});
