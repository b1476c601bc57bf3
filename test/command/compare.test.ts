import { readFileSync, writeFileSync } from "node:fs";
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
  const on = { embedded: { verdict: "passed" }, [target]: { verdict: "blocked" } };
  expect(JSON.parse(away.stdout)).toMatchObject({
    troubles: [],
    scenarios: [{ comparison: "not-compared", on }],
  });
  // Nothing at all was compared: that is no success.
  expect(away.code).toBe(1);
});

test("the comparison is written as each kind of report, and one of them may have stdout for itself", async (context) => {
  const folder = scratchFolder(context);
  const [xml, text] = [join(folder, "compared.xml"), join(folder, "compared.txt")];
  const reports = ["json=-", `junit=${xml}`, `line=${text}`].flatMap((report) => ["--report", report]);
  const { code, stdout } = await runInProcess([
    ...["run", login, "--compare", "embedded,embedded", "--no-tui"],
    ...reports,
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, scenarios: [{ comparison: "same" }] });
  expect(readFileSync(xml, "utf8")).toContain('<testsuite name="compare" tests="1" failures="0"');
  expect(readFileSync(text, "utf8")).toContain("1 the same");
});

test.each([
  [
    ["--compare", "embedded,embedded", "--json", "--report", "line=-"],
    /--json goes without a report on stdout/,
  ],
  [["--compare", "embedded"], /--compare takes two backends/],
  [["--compare", "embedded,embedded", "--run-file", "x"], /--run-file goes without --compare/],
  [["--compare", "embedded,no-such.yaml"], /cannot read no-such.yaml/],
])("%j is refused", async (flags, message) => {
  const { code, stderr } = await runInProcess(["run", login, ...flags]);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
