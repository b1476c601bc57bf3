import { expect, it } from "vitest";
import { inSubnet, subnetHolds, subnetsOverlap } from "../../../../sim/model/setup/subnet.js";

it.each([
  ["127.10.3.4", "127.10.0.0/16", true],
  ["127.100.3.4", "127.10.0.0/16", false],
  ["10.1.2.3", "10.0.0.0/8", true],
  ["11.1.2.3", "10.0.0.0/8", false],
  ["192.0.2.77", "192.0.2.0/24", true],
  ["192.0.20.77", "192.0.2.0/24", false],
  ["192.0.2.77", "192.0.2.64/26", true],
  ["192.0.2.128", "192.0.2.64/26", false],
  ["192.0.2.77", "192.0.2.77", true],
  ["192.0.2.78", "192.0.2.77/32", false],
  ["192.0.2.78", "0.0.0.0/0", true],
  ["::1", "0.0.0.0/0", false],
  ["192.0.2.300", "192.0.2.0/24", false],
])("%s in %s: %s", (address, subnet, inside) => {
  expect(inSubnet(address, subnet)).toBe(inside);
});

it.each([
  ["127.10.0.0/16", "127.10.0.0/16", true],
  ["127.0.0.0/8", "127.10.0.0/16", true],
  ["127.10.3.0/24", "127.10.0.0/16", true],
  ["127.10.3.7/24", "127.10.3.9/24", true],
  ["127.10.3.7", "127.10.3.0/24", true],
  ["127.10.3.7", "127.10.3.7", true],
  ["127.10.3.7", "127.10.3.8", false],
  ["127.10.0.0/16", "127.20.0.0/16", false],
  ["127.10.0.0/24", "127.10.1.0/24", false],
])("%s and %s overlap: %s", (left, right, overlapping) => {
  expect([subnetsOverlap(left, right), subnetsOverlap(right, left)]).toEqual([overlapping, overlapping]);
});

it.each([
  ["127.10.0.0/16", "127.10.0.0/16", true],
  ["127.0.0.0/8", "127.10.0.0/16", true],
  ["127.10.0.0/24", "127.10.0.0/16", false],
  ["127.10.3.7", "127.10.3.7/32", true],
  ["127.20.0.0/8", "128.10.0.0/16", false],
])("%s holds all of %s: %s", (outer, inner, held) => {
  expect(subnetHolds(outer, inner)).toBe(held);
});
