import { expect, test } from "vitest";
import { runInProcess } from "../../command/run-in-process.js";

test.each([
  [["run", "no-such-folder"], /no-such-folder: no such file or folder/],
  [
    ["run", "--grep", "nothing has this name"],
    /none of the \d+ scenarios matches --grep "nothing has this name"/,
  ],
  [["run", "--report", "jason=x"], /unknown report "jason" \(did you mean "json"\?\)/],
  [["run", "--report", "json"], /say where to write it/],
  [["run", "--fault", "no-such-fault"], /--fault no-such-fault: unknown fault/],
  [["run", "--grep"], /grep/],
  [["run", "--grep", "a", "--grep", "b"], /--grep may be given only once/],
  [["load", "x", "--run-file", "a", "--run-file", "b"], /--run-file may be given only once/],
  [
    ["run", "test/e2e/fixtures/missing-setup.yaml"],
    /missing-setup\.yaml:2:8: setup: cannot read .*nowhere\.yaml/,
  ],
  [["run", "test/e2e/fixtures/alias-bomb.yaml"], /alias-bomb\.yaml:1:1: broken YAML: .*alias/],
  [["run", "--list", "--rule", "HD-99"], /--rule HD-99: unknown rule \(did you mean "HD-9"\?\)/],
  [["run", "--json"], /--json goes with --list/],
  [["runn"], /unknown command "runn" \(did you mean "run"\?\)/],
  [["report", "package.json"], /not a run file/],
  [["backend", "scenarios/suites/roam/two-people-share-one-desk.yaml"], /this is a scenario, not a setup/],
  [["load", "scenarios/setups/campus.yaml"], /this is a setup, not a load plan/],
  [
    ["psap", "--answer", "perhaps"],
    /--answer "perhaps": expected one of answer, busy, full, .*a status from 400/,
  ],
  [["psap", "--answer", "200"], /--answer "?200"?: expected one of/],
  [["psap", "--answer", "busy", "--answer", "full"], /--answer busy full: expected one of/],
  [["psap", "--port", "65536"], /--port 65536: expected a whole number from 0 to 65535/],
  [["psap", "--host", "0.0.0.0"], /--host 0\.0\.0\.0: callers cannot reach a PSAP by that address/],
  [["psap", "--host", "pbx"], /--host pbx: expected a numeric address/],
  [["psap", "--host", "192.0.2.9"], /DF_SIP_BIND/],
  [["schema", "scenarioo"], /<kind> scenarioo: expected one of profile, setup, scenario, plan, target/],
  [
    ["backend", "scenarios/setups/two-offices.yaml", "--drachtio", "127.0.0.1:1"],
    /--drachtio needs --drachtio-sip/,
  ],
  [["backend", "two-offices", "--fresh"], /--fresh goes with --pbx/],
  [["backend", "two-offices", "--pbx", "lab.yaml", "--sip-port", "5060"], /--sip-port goes without --pbx/],
  [["backend", "two-offices", "--pbx", "x", "--drachtio", "127.0.0.1:1"], /--drachtio goes without --pbx/],
  [["run", "--compare", "embedded,embedded", "--target", "x"], /--target goes without --compare/],
  [["export", "two-offices", "--to", "x", "--psap", "127.0.0.1:65536"], /--psap .*expected a numeric IPv4/],
  [["run", "--parallel", "abc"], /--parallel abc: expected a whole number from 1 to 256/],
  [["run", "--parallel", "0"], /--parallel 0: expected/],
  [["run", "--parallel", "1.5"], /--parallel 1\.5: expected/],
  [["run", "--parallel", "1", "--parallel", "2"], /--parallel 1 2: expected/],
  [["run", "--parallel="], /parallel/],
  [["run", "--retries", "abc"], /--retries abc: expected a whole number from 0 to 100/],
  [["run", "--retries", "-1"], /--retries -1: expected/],
  [["run", "--seed", "abc"], /--seed abc: expected a whole number from 0 to 4294967295/],
  [["run", "--seed"], /--seed needs a value/],
  [["run", "--hardware-speed", "0"], /--hardware-speed 0: expected a number from 1 to 10000/],
  [["run", "--hardware-speed", "-5"], /--hardware-speed -5: expected/],
  [["run", "--hardware-speed", "abc"], /--hardware-speed abc: expected/],
  [["run", "--timer-t1", "abc"], /--timer-t1 abc: expected a number from 10 to 10000/],
  [["load", "x.yaml", "--seed", "1.5"], /--seed 1\.5: expected/],
  [["load", "x.yaml", "--hardware-speed", "Infinity"], /--hardware-speed Infinity: expected/],
  [["watch", "--per-location", "abc"], /--per-location abc: expected a whole number from 1 to 1000/],
  [["watch", "--hardware-speed", "0"], /--hardware-speed 0: expected/],
  [["watch", "--seed", "abc"], /--seed abc: expected/],
  [["backend", "x.yaml", "--control-port", "abc"], /--control-port abc: expected .* 1 to 65535/],
  [["backend", "x.yaml", "--seed", "-1"], /--seed -1: expected/],
  [
    ["backend", "scenarios/setups/two-offices.yaml", "--host", "0.0.0.0"],
    /--host 0\.0\.0\.0: .*phones reach/,
  ],
  [["backend", "scenarios/setups/two-offices.yaml", "--host", "::"], /--host ::: .*phones reach/],
  [["run", "--allow-emergency", "911"], /--allow-emergency 911: this flag goes with --target/],
  [["--frobnicate"], /--frobnicate: no command given/],
  // K14
  [["run", "--", "no-such.yaml"], /cannot read no-such\.yaml/],
  [["check", "--", "no-such.yaml"], /cannot read no-such\.yaml/],
  [["report", "--", "no-such.ndjson"], /cannot read no-such\.ndjson/],
  [["check", "x.yaml", "--profiles", "--", "y"], /--profiles needs a value/],
  // K15
  [["run", "--list=perhaps"], /--list=perhaps: expected yes or no/],
  [["check", "x.yaml", "--json="], /--json=: expected yes or no/],
  // K26
  [["run", "--report.json=x"], /unknown flag --report\.json \(did you mean "--report json=x"\?\)/],
  [["load", "x.yaml", "--report.json", "x"], /did you mean "--report json"/],
  [["run", "--lst"], /unknown flag --lst \(did you mean "--list"\?\)/],
  [["run", "--no-grep"], /--no-grep: leave --grep out/],
  [["run", "--no-report"], /--no-report: leave --report out/],
  [["run", "--seed="], /--seed "": expected/],
  [["check", "x.yaml", "extra"], /unexpected argument "extra"/],
  [["check", "."], /cannot read \.: it is a folder/],
  [["check", ""], /<setup> is empty/],
  [["run", ""], /<suite> is empty/],
  [["watch", ""], /<setup> is empty/],
  [["report", " "], /<run-file> is empty/],
  [["import", "backup.tar.gz"], /--to must be given/],
])("deskfleet %j is bad usage: exit 2, a reason and what to do", async (args, reason) => {
  const { code, stdout, stderr } = await runInProcess(args);
  expect(stderr).toMatch(reason);
  expect(stderr).toContain("→");
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

test.each([["--list=1"], ["--list=yes"], ["--list", "--json=yes"], ["--list", "--list"]])(
  "K15: deskfleet run %s lists and runs nothing",
  async (...flags) => {
    const { code, stdout } = await runInProcess(["run", "emergency", "--grep", "own-desk", ...flags]);
    expect(stdout).toContain("scenarios/suites/");
    expect(stdout).not.toContain("passed");
    expect(code).toBe(0);
  },
);

test.each([
  [["run", "--seed", "abc"], "`deskfleet run --help` shows the usage."],
  [["load"], "`deskfleet load --help` shows the usage."],
  [["psap", "--port", "x"], "`deskfleet psap --help` shows the usage."],
  [["import"], "`deskfleet import --help` shows the usage."],
  [["runn"], "`deskfleet --help` lists the commands."],
  [["run", "test/e2e/fixtures/bad-input/wrong-type.yaml"], "→"],
])("deskfleet %j: the hint is one that can be typed", async (args, hint) => {
  const { stderr } = await runInProcess(args);
  expect(stderr).toContain(hint);
  expect(stderr).not.toMatch(/<(command|kind)>/);
});

test("a setup that names a missing template is an error at its own place", async () => {
  const { code, stderr } = await runInProcess([
    "run",
    "test/e2e/fixtures/bad-setup/scenario.yaml",
    "--no-tui",
  ]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /missing-template\.yaml:\d+:\d+: .*there is no template "PST Default" \(did you mean "[EC]ST Default"\?\)/,
  );
});

test.each(["profile", "setup", "scenario", "plan", "target"])(
  "deskfleet schema %s prints a JSON Schema",
  async (kind) => {
    const { code, stdout } = await runInProcess(["schema", kind]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: "object", properties: expect.any(Object) });
  },
);
