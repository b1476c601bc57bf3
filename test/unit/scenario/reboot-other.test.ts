import { expect, test } from "vitest";
import { runAll, scenarioOf } from "./scene.js";

const resync = (policy: "report" | "fail") =>
  scenarioOf(
    "A desk is resynced",
    `with: { policies: { reboot-other: ${policy} } }
phones: { lobby: { model: CIP230, location: new-york } }
steps:
  - power-on: lobby
  - login: { phone: lobby, extension: "1008", pin: "94617208" }
  - expect: { phone: lobby, registered: "1008", rebooted: true }
  - resync: { phone: lobby, reboot: true }
  - expect: { phone: lobby, registered: "1008", rebooted: true }
  - expect: { phone: lobby, registered: "1008" }
`,
  );

test("a reboot that no login and no logout asked for is noted once, and breaks nothing", async () => {
  const { summary } = await runAll([resync("report")]);
  expect(summary.scenarios[0]).toMatchObject({ verdict: "passed", notes: ["lobby rebooted: check-sync"] });
});

test("under reboot-other: fail it fails the scenario, and the reboot of a first login does not", async () => {
  const { summary } = await runAll([resync("fail")]);
  const [scenario] = summary.scenarios;
  expect(scenario?.verdict).toBe("failed");
  expect(scenario?.reason).toContain("lobby rebooted: check-sync");
  expect(scenario?.steps.slice(0, 3).map(({ verdict }) => verdict)).toEqual(["passed", "passed", "passed"]);
  expect(scenario?.notes).toEqual([]);
});

test("a reboot that comes only after the last step counts too", async () => {
  const late = scenarioOf(
    "A desk is resynced in a call",
    `with: { policies: { reboot-other: fail } }
phones: { lobby: { model: CIP230, location: new-york } }
steps:
  - power-on: lobby
  - login: { phone: lobby, extension: "1008", pin: "94617208" }
  - expect: { phone: lobby, registered: "1008", rebooted: true }
  - dial: { phone: lobby, number: "911", as: help }
  - expect: { call: help, state: answered }
  - resync: { phone: lobby, reboot: true }
cleanup:
  - hang-up: lobby
  - expect: { phone: lobby, registered: "1008", rebooted: true }
`,
  );
  const { summary } = await runAll([late]);
  expect(summary.scenarios[0]).toMatchObject({
    verdict: "failed",
    reason: "after the steps: lobby rebooted: check-sync",
  });
});

test.each([
  ["at once", "logout-now", ""],
  ["by an admin", "keep-running", "  - admin-logout: lobby\n"],
])(
  "a logout %s after the mapping was deleted is HD-8, although the PBX asks for the reboot",
  async (_, policy, step) => {
    const logout = scenarioOf(
      "A mapping is deleted",
      `with: { policies: { reboot-other: fail, mapping-deleted-in-use: ${policy} } }
phones: { lobby: { model: CIP230, location: new-york } }
steps:
  - power-on: lobby
  - login: { phone: lobby, extension: "1008", pin: "94617208" }
  - expect: { phone: lobby, registered: "1008" }
  - delete-mapping: lobby
${step}  - expect: { phone: lobby, registered: "9000", state: PLACEHOLDER, rebooted: true }
`,
    );
    const { summary } = await runAll([logout]);
    expect(summary.scenarios[0]).toMatchObject({ verdict: "passed", notes: [] });
  },
);

test("a reboot that an admin asks for is not a logout, although the mapping is deleted", async () => {
  const resynced = scenarioOf(
    "A desk without mapping is resynced",
    `with: { policies: { reboot-other: report } }
phones: { lobby: { model: CIP230, location: new-york } }
steps:
  - power-on: lobby
  - login: { phone: lobby, extension: "1008", pin: "94617208" }
  - expect: { phone: lobby, registered: "1008" }
  - delete-mapping: lobby
  - resync: { phone: lobby, reboot: true }
  - expect: { phone: lobby, rebooted: true }
`,
  );
  const { summary } = await runAll([resynced]);
  expect(summary.scenarios[0]).toMatchObject({ verdict: "passed", notes: ["lobby rebooted: check-sync"] });
});
