import { expect, test } from "vitest";
import { runCli } from "./cli.js";

test("four faulty scenarios get four errors with their places, and nothing runs", async () => {
  const { code, stdout, stderr } = await runCli(["run", "test/e2e/fixtures/bad-input", "--no-tui"]);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  const errors = stderr.split("\n").filter((line) => line.includes("[DF_"));
  expect(errors).toHaveLength(4);
  const at = (file: string): string => errors.find((line) => line.includes(file)) ?? "";
  expect(at("unknown-action.yaml")).toMatch(
    /unknown-action\.yaml:7:5: .*"log-in" \(did you mean "login"\?\)/,
  );
  expect(at("wrong-type.yaml")).toMatch(/wrong-type\.yaml:7:38: .*extension: expected digits in quotes/);
  expect(at("missing-phone.yaml")).toMatch(/missing-phone\.yaml:6:15: .*"loby".*did you mean "lobby"/);
  expect(at("broken-yaml.yaml")).toMatch(/broken-yaml\.yaml:\d+:\d+: broken YAML/);
});

test("a setup that names a missing template is an error at its own place", async () => {
  const { code, stderr } = await runCli(["run", "test/e2e/fixtures/bad-setup/scenario.yaml", "--no-tui"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /missing-template\.yaml:\d+:\d+: .*there is no template "PST Default" \(did you mean "[EC]ST Default"\?\)/,
  );
});

test.each([
  [["run", "no-such-folder"], /no-such-folder: there is no such file/],
  [
    ["run", "--grep", "nothing has this name"],
    /none of \d+ scenarios is selected \(tags that there are: .*login/,
  ],
  [["run", "--report", "jason=x"], /no report "jason" \(did you mean "json"\?\)/],
  [["run", "--report", "json"], /say where to write it/],
  [["run", "--fault", "no-such-fault"], /Invalid values/],
  [["runn"], /run/],
  [["report", "package.json"], /not a run file/],
  [["backend", "scenarios/suites/roam/two-people-share-one-desk.yaml"], /unknown word "scenario"/],
  [["load", "scenarios/setups/campus.yaml"], /unknown word|expected/],
  [["schema", "scenarioo"], /Invalid values|scenario/],
  [
    ["backend", "scenarios/setups/two-offices.yaml", "--drachtio", "127.0.0.1:1"],
    /--drachtio needs --drachtio-sip/,
  ],
  [["--frobnicate"], /frobnicate|which command/],
])("deskfleet %j is bad usage: exit 2, a reason and what to do", async (args, reason) => {
  const { code, stdout, stderr } = await runCli(args);
  expect(stderr).toMatch(reason);
  expect(stderr).toContain("→");
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

test.each(["run", "load", "watch", "backend", "report", "schema"])(
  "deskfleet %s --help shows an example",
  async (command) => {
    const { code, stdout } = await runCli([command, "--help"]);
    expect(stdout).toContain("Examples:");
    expect(code).toBe(0);
  },
);

test.each(["profile", "setup", "scenario", "plan", "target"])(
  "deskfleet schema %s prints a JSON Schema",
  async (kind) => {
    const { code, stdout } = await runCli(["schema", kind]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: "object", properties: expect.any(Object) });
  },
);
