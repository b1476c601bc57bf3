import { expect, it, test } from "vitest";
import { onLoopback } from "../../../../sim/model/setup/loopback-networks.js";
import { parseSetup } from "../../../../sim/model/setup/parse-setup.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { inSubnet } from "../../../../sim/model/setup/subnet.js";

/** Locations `site-1`, `site-2` … in their order, and one extension for what names source addresses. */
function setupOf(subnets: readonly string[], permits: readonly string[] = []): Setup {
  const sites = subnets.map(
    (subnet, index) => `  site-${index + 1}: { subnet: ${subnet}, caller-id: "2125550100", address: A }`,
  );
  const text = [
    "setup: Networks",
    "port-settings: { port: 0, protocol: http }",
    `intrusion-detection: { allow: [${permits.join(", ")}] }`,
    "locations:",
    ...sites,
    "extensions:",
    `  "1001": { name: A, secret: b, match-permit: [${permits.join(", ")}] }`,
  ].join("\n");
  return parseSetup({ file: "networks.yaml", text }, []);
}

function played(subnets: readonly string[], permits: readonly string[] = []) {
  const { setup, renamed } = onLoopback(setupOf(subnets, permits), "networks.yaml");
  const { allow } = setup.intrusionDetection;
  const matched = setup.extensions["1001"]?.matchPermit ?? [];
  return { networks: Object.values(setup.locations).map(({ subnet }) => subnet), matched, allow, renamed };
}

it.each([
  [["10.20.0.0/16"], ["127.20.0.0/16"]],
  [["192.168.7.0/24"], ["127.168.7.0/24"]],
  // The backend itself is in 127.0.0.0/16.
  [["10.0.0.0/16"], ["127.1.0.0/16"]],
  [["10.0.0.0/8"], ["127.1.0.0/16"]],
  // One is never moved onto another, nor onto one that is on loopback already.
  [
    ["10.16.0.0/16", "172.16.0.0/16"],
    ["127.16.0.0/16", "127.1.0.0/16"],
  ],
  [
    ["10.1.0.0/16", "127.1.0.0/16"],
    ["127.2.0.0/16", "127.1.0.0/16"],
  ],
  // What lies in another goes on lying there, and what is the same stays so.
  [
    ["10.20.5.0/24", "10.20.0.0/16", "10.20.0.0/16"],
    ["127.20.5.0/24", "127.20.0.0/16", "127.20.0.0/16"],
  ],
])("%j is played as %j", (real, networks) => {
  expect(played(real).networks).toEqual(networks);
});

test("a setup on loopback stays as it is", () => {
  const setup = setupOf(["127.10.0.0/16"], ["127.10.0.0/16"]);
  expect(onLoopback(setup, "networks.yaml")).toEqual({ setup, renamed: new Map() });
});

test("what names source addresses moves along: parts of a network, and what holds whole ones", () => {
  const permits = ["10.20.0.0/16", "10.20.3.7", "10.20.3.0/25", "10.0.0.0/8", "0.0.0.0/0", "203.0.113.9"];
  const { matched, allow } = played(["10.20.0.0/16", "192.168.7.0/24"], permits);
  expect(matched).toEqual([
    ...["127.20.0.0/16", "127.20.3.7", "127.20.3.0/25"],
    ...["10.0.0.0/8", "127.20.0.0/16"],
    ...["0.0.0.0/0", "127.20.0.0/16", "127.168.7.0/24"],
    "203.0.113.9",
  ]);
  expect(allow).toEqual(matched);
});

test("every source that held a phone holds it on loopback, and no other does", () => {
  const sites = ["10.20.0.0/16", "10.21.0.0/16", "172.20.0.0/16", "192.168.20.0/24"];
  const sources = ["10.20.0.0/15", "10.21.9.0/24", "172.16.0.0/12", "192.168.20.128/25", "127.3.0.0/16"];
  const phones = ["10.20.4.1", "10.21.9.5", "10.21.8.5", "172.20.1.1", "192.168.20.7", "192.168.20.200"];
  for (const source of sources) {
    const { networks, matched } = played(sites, [source]);
    for (const phone of phones) {
      const site = sites.findIndex((each) => inSubnet(phone, each));
      // The network has its old length, and the phone its old place in it.
      const whole = sites[site]?.endsWith("/24") ? 3 : 2;
      const moved = [
        ...(networks[site]?.split(".").slice(0, whole) ?? []),
        ...phone.split(".").slice(whole),
      ].join(".");
      expect([source, phone, matched.some((each) => inSubnet(moved, each))]).toEqual([
        ...[source, phone, inSubnet(phone, source)],
      ]);
    }
  }
});

test("networks that do not fit are refused with what to do", () => {
  expect(() => played(["10.0.0.0/8"], ["10.20.0.0/16"])).toThrow(
    expect.objectContaining({
      code: "DF_CLI_USAGE",
      message: expect.stringContaining("no room left in it for 10.0.0.0/8 and all that is named inside it"),
    }),
  );
});
