import { expect, test } from "vitest";
import { startCli } from "../e2e/cli.js";

// On random days, with logins, logouts, power cuts, restarts of phones and PBX, changed passwords and other calls, no
// call does what the path of its desk does not say (emergency.md §5).
test.each([1, 2])("1,000 emergency calls of random days do what the paths say (seed %i)", async (seed) => {
  const days = ["--calls", "1000", "--desks", "8", "--parallel", "6", "--seed", String(seed)];
  const { code, stdout, stderr } = await startCli(["drill", ...days, "--no-tui"]).ended;
  expect(stdout, stderr).toContain("1000 calls sampled, ");
  expect(stdout).not.toContain("DID SOMETHING ELSE");
  // Else most calls would have proved nothing.
  expect(Number(/(\d+) did what the path says/.exec(stdout)?.[1])).toBeGreaterThan(950);
  expect(code).toBe(0);
  // The longest gap, with its cause.
  console.info(
    stdout
      .split("\n")
      .filter((line) => /^(911:| {5})/.test(line))
      .join("\n"),
  );
});
