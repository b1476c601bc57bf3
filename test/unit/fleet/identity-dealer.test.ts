import fc from "fast-check";
import { expect, test } from "vitest";
import { IdentityDealer } from "../../../sim/fleet/identity-dealer.js";
import { createRandom } from "../../../sim/model/random.js";

const prefix = "00:1f:c1";

test("the same seed gives the same identity", () => {
  const deal = () => new IdentityDealer().deal(prefix, "127.10.0.0/16", createRandom(7));
  const { mac, bindHost } = deal();
  expect(deal()).toMatchObject({ mac, bindHost });
  expect(mac).toMatch(/^001fc1[0-9a-f]{6}$/);
});

test("no desk gets what is out already, and it comes back when a desk is gone", () => {
  const dealer = new IdentityDealer();
  const first = dealer.deal(prefix, "127.10.0.0/16", createRandom(7));
  const second = dealer.deal(prefix, "127.10.0.0/16", createRandom(7));
  expect(second.mac).not.toBe(first.mac);
  expect(second.bindHost).not.toBe(first.bindHost);
  first.release();
  expect(dealer.deal(prefix, "127.10.0.0/16", createRandom(7))).toMatchObject({
    mac: first.mac,
    bindHost: first.bindHost,
  });
});

test("a phone that is taken away twice gives nothing back that another desk has by then", () => {
  const dealer = new IdentityDealer();
  const first = dealer.deal(prefix, "127.10.0.0/16", createRandom(7));
  first.release();
  const second = dealer.deal(prefix, "127.10.0.0/16", createRandom(7));
  first.release();
  expect(dealer.deal(prefix, "127.10.0.0/16", createRandom(7)).mac).not.toBe(second.mac);
});

test("an address lies inside the subnet, and is neither its first two nor its last", () => {
  const length = fc.constantFrom(8, 16, 24);
  fc.assert(
    fc.property(fc.integer(), length, fc.nat(255), fc.nat(255), (seed, bits, second, third) => {
      const { bindHost } = new IdentityDealer().deal(
        prefix,
        `127.${second}.${third}.0/${bits}`,
        createRandom(seed),
      );
      const parts = bindHost.split(".").map(Number);
      const network = [127, second, third, 0].slice(0, bits / 8);
      expect(parts.slice(0, bits / 8)).toEqual(network);
      const host = parts.slice(bits / 8);
      expect(host.every((part) => part >= 0 && part <= 255)).toBe(true);
      expect(host.every((part) => part === 255)).toBe(false);
      expect(host.slice(0, -1).every((part) => part === 0) && (host.at(-1) ?? 0) < 2).toBe(false);
    }),
  );
});

test("a subnet with fewer addresses than desks is shared, MACs never", () => {
  const dealer = new IdentityDealer();
  const random = createRandom(1);
  const dealt = Array.from({ length: 400 }, () => dealer.deal(prefix, "127.10.1.0/24", random));
  expect(new Set(dealt.map(({ mac }) => mac)).size).toBe(400);
  expect(dealt.every(({ bindHost }) => bindHost.startsWith("127.10.1."))).toBe(true);
});

test("a desk outside all locations has the plain loopback address", () => {
  expect(new IdentityDealer().deal(prefix, undefined, createRandom(1)).bindHost).toBe("127.0.0.1");
});
