import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { runInProcess } from "../../../command/run-in-process.js";
import { scratchFolder } from "../../../e2e/scratch.js";
import { carefulInput } from "../../audit/careful-setup.js";

const text = readFileSync("scenarios/setups/two-offices.yaml", "utf8");

interface Found {
  readonly severity: string;
  readonly line: number;
  readonly rule: string;
  readonly check: string;
}

test("check names each finding with its place, rule and hint, the worst first", async () => {
  const file = join(scratchFolder(), "setup.yaml");
  writeFileSync(
    file,
    text.replace("keys: [{ type: line }, { type: app-login, label: Login }]", "keys: [{ type: line }]"),
  );
  const { code, stdout, stderr } = await runInProcess(["check", file]);
  expect([code, stderr]).toEqual([1, ""]);
  const found = stdout.split("\n").filter((line) => line.startsWith(file));
  expect(found.length).toBeGreaterThan(0);
  for (const line of found)
    expect(line).toMatch(/setup\.yaml:\d+:\d+: (error|warning|advice) [a-z-]+: .+ \((HD|EH|PBX)-\d+\)$/);
  const at = text.split("\n").findIndex((line) => line.includes("logout-230: { model: CIP230")) + 1;
  const missing = found.filter((line) => line.includes(" error no-login-key: "));
  expect(missing).toHaveLength(1);
  expect(missing[0]).toMatch(new RegExp(`setup\\.yaml:${at}:\\d+: `));
  expect(stdout.match(/^ {2}→ ./gm)).toHaveLength(found.length);
  expect(stdout).toContain(
    "      model-layouts:\n        logout-230: { keys: [ { type: line }, { type: app-login, label: Login } ] }\n",
  );
  expect(stdout).toContain("    see it happen: deskfleet run emergency/full-logout-needs-consent\n");
  const order = found.map((line) =>
    ["error", "warning", "advice"].findIndex((each) => line.includes(`: ${each} `)),
  );
  expect(order).toEqual(order.toSorted());
});

test("the matrix comes first, and the last line says from how many locations 911 is good", async () => {
  const file = join(scratchFolder(), "setup.yaml");
  writeFileSync(
    file,
    text.replace(
      "placeholder, secret: s3cret-placeholder-aa55",
      'placeholder, secret: s3cret-placeholder-aa55, emergency-cid: "2125550100"',
    ),
  );
  const all = await runInProcess(["check", file]);
  expect(all.stdout).toMatch(
    /^new-york\n {2}✓ 911, 933 {2}logged in: 1001, 1002, 1003 and 7 more +as 2125550100 by trunk emergency: 100 /,
  );
  expect(all.stdout).toMatch(
    / checks: 911, 933 good from 2 of 2 locations \(logged in, logged out\); \d+ error/,
  );
  writeFileSync(file, `${readFileSync(file, "utf8")}\npolicies: { emergency-identity: extension }\n`);
  const some = await runInProcess(["check", file]);
  expect(some.stdout).toMatch(
    /^ {2}! 911, 933 {2}logged out to 9000 +help is sent to new-york; as 2125550100/m,
  );
  expect(some.stdout).toMatch(/ checks: 911, 933 good from 0 of 2 locations \(logged in, logged out\); /);
});

test("check --json is for programs, and says the same", async () => {
  const file = "scenarios/setups/two-offices.yaml";
  const { code, stdout } = await runInProcess(["check", file, "--json"]);
  const { findings, lookedAt, emergency } = JSON.parse(stdout) as {
    findings: Found[];
    lookedAt: object;
    emergency: object[];
  };
  expect(emergency).toContainEqual({
    ...{ location: "chicago", number: "933", state: "logged out", extensions: ["9000"] },
    ...{ path: "good", missing: "" },
    psap: {
      ...{ route: "Emergency", trunk: "emergency", number: "933", callerId: "3125550100" },
      address: "200 Sample Avenue, Floor 2, Chicago, IL",
      callBack: { rings: "not known" },
    },
  });
  expect(lookedAt).toMatchObject({ users: 10, hotdeskUsers: 9, placeholders: 1, locations: 2, desks: 0 });
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(code).toBe(errors.length > 0 ? 1 : 0);
  for (const { line, rule, check } of findings)
    expect([line > 0, rule, check]).toEqual([
      true,
      expect.stringMatching(/^(HD|EH)-/),
      expect.stringMatching(/^[a-z-]+$/),
    ]);
  const listed = (await runInProcess(["check", file])).stdout
    .split("\n")
    .filter((line) => line.startsWith(file));
  expect(listed).toHaveLength(findings.length);
});

/** A setup in which nothing is found. */
const clean = stringify(carefulInput());

test("check of a clean setup says what was looked at", async () => {
  const file = join(scratchFolder(), "clean.yaml");
  writeFileSync(file, clean);
  const { code, stdout } = await runInProcess(["check", file, "--strict"]);
  expect([code, stdout.trimEnd().split("\n").at(-1)]).toEqual([
    0,
    expect.stringMatching(
      /^10 users \(9 may log in\), 1 placeholder, 2 locations with 10 desks, \d+ model layouts, \d+ templates, 2 routes looked at by \d+ checks: 911, 933 good from 2 of 2 locations \(logged in, logged out\); nothing found$/,
    ),
  ]);
});

test("a warning fails with --strict alone, in every format", async () => {
  const file = join(scratchFolder(), "warned.yaml");
  writeFileSync(file, clean.replace("protocol: https", "protocol: http"));
  for (const format of ["text", "json", "sarif"]) {
    const lenient = await runInProcess(["check", file, "--format", format]);
    const strict = await runInProcess(["check", file, "--format", format, "--strict"]);
    expect([lenient.code, strict.code]).toEqual([0, 1]);
    expect(strict.stdout).toBe(lenient.stdout);
    expect(strict.stdout).toContain("pin-over-http");
  }
});

test("check --format sarif has the findings of --json, at the same places", async () => {
  const file = "scenarios/setups/two-offices.yaml";
  const { code, stdout } = await runInProcess(["check", file, "--format", "sarif"]);
  const { version, runs } = JSON.parse(stdout) as {
    version: string;
    runs: {
      results: {
        ruleId: string;
        locations: {
          physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
        }[];
      }[];
    }[];
  };
  const { findings } = JSON.parse((await runInProcess(["check", file, "--json"])).stdout) as {
    findings: Found[];
  };
  expect([code, version]).toEqual([1, "2.1.0"]);
  const placed = runs[0]?.results.map(({ ruleId, locations }) => {
    const { artifactLocation, region } = locations[0]?.physicalLocation ?? {};
    return [ruleId, artifactLocation?.uri, region?.startLine];
  });
  expect(placed).toEqual(findings.map(({ check, line }) => [check, file, line]));
});

test("two formats at once are a slip", async () => {
  const { code, stderr } = await runInProcess(["check", "two-offices", "--json", "--format", "sarif"]);
  expect(code).toBe(2);
  expect(stderr).toContain("--json and --format sarif exclude each other");
});

test.each(["nowhere.yaml", "test/e2e/fixtures/bad-setup/missing-template.yaml"])(
  "check of %s is bad input",
  async (file) => {
    const { code, stdout, stderr } = await runInProcess(["check", file]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("→");
  },
);
