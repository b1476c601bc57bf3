import { expect, test } from "vitest";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { dialGuard } from "../../../sim/fleet/dial-guard.js";
import { isPrivateAddress } from "../../../sim/fleet/private-address.js";
import { parseTarget } from "../../../sim/model/control/parse-target.js";
import type { Target } from "../../../sim/model/control/target.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());

const consent = { by: "nobody", at: "2026-01-01T00:00:00Z" };

function target(kind: Target["kind"], host: string, allow: readonly string[]): Target {
  const text = `target: x
kind: ${kind}
config-server: http://192.0.2.10/
sip: { host: ${host} }
dial: { allow: ${JSON.stringify(allow)} }
`;
  return parseTarget({ file: "t.yaml", text });
}

test("the embedded backend may be dialled as one likes: its PSAP never leaves the process", () => {
  expect(dialGuard({ backend: "embedded" }, setup)("911", { host: "192.0.2.1", port: 5060 })).toBe(true);
});

test.each([
  ["live", "127.0.0.1", ["911"], ["911"], "911", "the target is live"],
  ["live", "127.0.0.1", [], ["933"], "933", "dial.allow of the target does not name it"],
  ["live", "127.0.0.1", ["933"], [], "933", "--allow-emergency 933 was not given"],
  ["live", "203.0.113.5", ["933"], ["933"], "933", true],
  ["lab", "127.0.0.1", ["911"], ["911"], "911", true],
  ["lab", "127.0.0.1", ["911"], ["911"], "9911", true],
  ["lab", "10.1.2.3", ["911"], ["911"], "911", true],
  ["lab", "203.0.113.5", ["911"], ["911"], "911", "neither loopback nor private"],
  ["lab", "localhost", ["911"], ["911"], "911", true],
  ["lab", "127.0.0.1", ["911"], ["911"], "112", "dial.allow of the target does not name it"],
  ["live", "203.0.113.5", [], [], "2125550100", true],
  ["live", "203.0.113.5", ["933"], ["933"], "933*911", "the target is live"],
  ["lab", "127.0.0.1", ["911"], ["911"], "911*112", "112 and is not dialled"],
] as const)(
  "%s target at %s allowing %j, user allowing %j: %s",
  (kind, host, allow, allowed, number, outcome) => {
    const guard = dialGuard(
      { backend: "external", target: target(kind, host, allow), allowed, consent },
      setup,
    );
    const answer = guard(number, { host: host === "localhost" ? "127.0.0.1" : host, port: 5060 });
    if (outcome === true) expect(answer).toBe(true);
    else expect(answer).toContain(outcome);
  },
);

test.each([
  ["lab", "127.0.0.1", "911", "203.0.113.5", "203.0.113.5 is neither loopback nor private"],
  ["lab", "127.0.0.1", "911", "10.0.0.5", "its SIP server is 10.0.0.5, the target's is 127.0.0.1"],
  [
    "lab",
    "pbx.example.com",
    "911",
    "10.0.0.5",
    "its SIP server is 10.0.0.5, the target's is pbx.example.com",
  ],
  ["lab", "127.0.0.1", "933", "203.0.113.5", "its SIP server is 203.0.113.5, the target's is 127.0.0.1"],
  ["live", "203.0.113.5", "933", "203.0.113.6", "its SIP server is 203.0.113.6, the target's is 203.0.113.5"],
] as const)(
  "%s target %s: %s is refused to a phone whose configuration names the server %s",
  (kind, host, number, dialled, outcome) => {
    const named = target(kind, host, [number]);
    const rules = { backend: "external", target: named, allowed: [number], consent } as const;
    expect(dialGuard(rules, setup)(number, { host: dialled, port: 5060 })).toContain(outcome);
  },
);

test.each([
  ["127.0.0.1", true],
  ["localhost", true],
  ["192.168.4.5", true],
  ["172.31.0.1", true],
  ["172.32.0.1", false],
  ["8.8.8.8", false],
  ["::1", true],
  ["fd00::1", true],
  ["2001:db8::1", false],
  ["10.example.com", false],
])("%s is private: %s", (host, isPrivate) => {
  expect(isPrivateAddress(host)).toBe(isPrivate);
});
