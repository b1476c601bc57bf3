import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

const login = "scenarios/suites/login/first-login-reboots.yaml";

test("the same scenarios on two backends: alike where both pass, not compared where one cannot judge", async (context) => {
  const target = join(scratchFolder(context), "away.yaml");
  writeFileSync(
    target,
    JSON.stringify({
      ...{ target: "nothing is there", kind: "lab", "config-server": "http://127.0.0.1:9/provisioning/" },
      ...{ sip: { host: "127.0.0.1", port: 9 }, "control-url": "http://127.0.0.1:9/" },
    }),
  );
  const alike = await runInProcess(["run", login, "--compare", "embedded,embedded", "--no-tui"]);
  expect(alike.stdout).toMatch(/1 the same \(0 of them failed\), 0 differ, 0 not compared/);
  expect(alike.code).toBe(0);

  const away = await runInProcess(["run", login, "--compare", `embedded,${target}`, "--json", "--no-tui"]);
  expect(JSON.parse(away.stdout)).toMatchObject([
    { comparison: "not-compared", on: { embedded: { verdict: "passed" }, [target]: { verdict: "blocked" } } },
  ]);
  // Nothing at all was compared: that is no success.
  expect(away.code).toBe(1);
});

test.each([
  [["--compare", "embedded"], /--compare takes two backends/],
  [["--compare", "embedded,embedded", "--run-file", "x"], /--run-file goes without --compare/],
  [["--compare", "embedded,no-such.yaml"], /cannot read no-such.yaml/],
])("%j is refused", async (flags, message) => {
  const { code, stderr } = await runInProcess(["run", login, ...flags]);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
