import { expect, test } from "vitest";
import { runInProcess } from "./run-in-process.js";

test("a drill samples as many calls as asked for, and reports gaps and calls", async () => {
  const { code, stdout } = await runInProcess([
    ...["drill", "--calls", "6", "--desks", "3", "--seed", "5", "--hardware-speed", "1000"],
    ...["--report", "json=-"],
  ]);
  const { verdict, emergency, scenarios } = JSON.parse(stdout);
  expect({ code, verdict }).toEqual({ code: 0, verdict: "passed" });
  expect(emergency.samples.disagreed).toBe(0);
  expect(emergency.samples.agreed + emergency.samples.dropped).toBe(6);
  expect(scenarios).toHaveLength(1);
  expect(scenarios[0].emergency.desks).toHaveLength(3);
});

test("a drill of a setup without desks says so", async () => {
  const { code, stderr } = await runInProcess(["drill", "test/e2e/fixtures/drill/no-desks.yaml"]);
  expect(code).toBe(2);
  expect(stderr).toContain("no location has a desk of a model that there is a profile for");
});
