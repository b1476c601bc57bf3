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

test("most calls of a drill are from desks with a path: people log in first, and what is proven is rarely asked again", async () => {
  const { stdout } = await runInProcess([
    ...["drill", "--calls", "30", "--desks", "6", "--seed", "7", "--hardware-speed", "1000"],
    ...["--report", "json=-"],
  ]);
  const { emergency } = JSON.parse(stdout);
  expect(emergency.never).toBe(0);
  expect(emergency.samples.withPath).toBeGreaterThan(20);
  expect(emergency.samples.withPath).toBeLessThanOrEqual(30);
});

test("a drill of a setup without desks says so", async () => {
  const { code, stderr } = await runInProcess(["drill", "test/e2e/fixtures/drill/no-desks.yaml"]);
  expect(code).toBe(2);
  expect(stderr).toContain("no location has a desk of a model that there is a profile for");
});

test("desks that never could call prove nothing: the drill is invalid, and says so", async () => {
  const { code, stdout } = await runInProcess([
    ...["drill", "test/e2e/fixtures/drill/nobody.yaml", "--calls", "2", "--desks", "1"],
    ...["--hardware-speed", "1000", "--no-tui"],
  ]);
  expect(stdout).toContain("run invalid: no desk ever had an emergency path, so no call proves anything");
  expect(code).toBe(3);
});

test("the networks of a real site are no matter, unless Match (Permit) names them too", async () => {
  const real = "test/e2e/fixtures/drill/real-network.yaml";
  const desks = ["--calls", "4", "--desks", "1", "--hardware-speed", "1000", "--seed", "3", "--no-tui"];
  const { code, stdout } = await runInProcess(["drill", real, ...desks]);
  expect(stdout).toMatch(/4 calls sampled, [1-4] of them from desks with a path: 4 did what the path says/);
  expect(code).toBe(0);
  const matched = await runInProcess(["drill", "test/e2e/fixtures/drill/matched-network.yaml", ...desks]);
  expect(matched.code).toBe(2);
  expect(matched.stderr).toContain(
    "simulated ones in 127.0.0.0/8 alone, and Match (Permit) of 1001 names addresses",
  );
});
