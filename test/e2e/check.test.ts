import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./cli.js";
import { scratchFolder } from "./scratch.js";

const text = readFileSync("scenarios/setups/two-offices.yaml", "utf8");

interface Found {
  readonly severity: string;
  readonly line: number;
  readonly rule: string;
}

test("check names each finding with its place, rule and hint, the worst first", async () => {
  const file = join(scratchFolder(), "setup.yaml");
  writeFileSync(
    file,
    text.replace("keys: [{ type: line }, { type: app-login, label: Login }]", "keys: [{ type: line }]"),
  );
  const { code, stdout, stderr } = await runCli(["check", file]);
  expect([code, stderr]).toEqual([1, ""]);
  const found = stdout.split("\n").filter((line) => line.startsWith(file));
  expect(found.length).toBeGreaterThan(0);
  for (const line of found) expect(line).toMatch(/setup\.yaml:\d+:\d+: (error|warning|advice) HD-\d+: ./);
  expect(found.some((line) => / error HD-43: /.test(line))).toBe(true);
  expect(stdout.match(/^ {2}→ ./gm)).toHaveLength(found.length);
  const order = found.map((line) =>
    ["error", "warning", "advice"].findIndex((each) => line.includes(`: ${each} `)),
  );
  expect(order).toEqual(order.toSorted());
});

test("check --json is for programs, and says the same", async () => {
  const file = "scenarios/setups/two-offices.yaml";
  const { code, stdout } = await runCli(["check", file, "--json"]);
  const { findings } = JSON.parse(stdout) as { findings: Found[] };
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(code).toBe(errors.length > 0 ? 1 : 0);
  for (const { line, rule } of findings)
    expect([line > 0, rule]).toEqual([true, expect.stringMatching(/^HD-/)]);
  const listed = (await runCli(["check", file])).stdout.split("\n").filter((line) => line.startsWith(file));
  expect(listed).toHaveLength(findings.length);
});

test.each(["nowhere.yaml", "test/e2e/fixtures/bad-setup/missing-template.yaml"])(
  "check of %s is bad input",
  async (file) => {
    const { code, stdout, stderr } = await runCli(["check", file]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("→");
  },
);
