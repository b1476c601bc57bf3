import { expect, it } from "vitest";
import { inSubnet } from "../../../../sim/backend/pbx/subnet.js";

it.each([
  ["127.10.3.4", "127.10.0.0/16", true],
  ["127.100.3.4", "127.10.0.0/16", false],
  ["10.1.2.3", "10.0.0.0/8", true],
  ["11.1.2.3", "10.0.0.0/8", false],
  ["192.0.2.77", "192.0.2.0/24", true],
  ["192.0.20.77", "192.0.2.0/24", false],
])("%s in %s: %s", (address, subnet, inside) => {
  expect(inSubnet(address, subnet)).toBe(inside);
});
