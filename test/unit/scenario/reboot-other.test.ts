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
