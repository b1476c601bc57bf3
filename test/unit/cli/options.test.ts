import { expect, test } from "vitest";
import yargs, { type CommandModule } from "yargs";
import { backendCommand } from "../../../sim/cli/backend/command.js";
import { checkCommand } from "../../../sim/cli/check/command.js";
import { besideReports, parseReportRequests } from "../../../sim/cli/files/report-files.js";
import { loadCommand } from "../../../sim/cli/load/command.js";
import { reportCommand } from "../../../sim/cli/report/command.js";
import type { RunArguments } from "../../../sim/cli/run/arguments.js";
import { runCommand } from "../../../sim/cli/run/command.js";
import { faultsAsJson, faultsAsText, faultsOf } from "../../../sim/cli/run/fault-option.js";
import { schemaCommand } from "../../../sim/cli/schema/command.js";
import { watchCommand } from "../../../sim/cli/watch/command.js";
import { faultNames } from "../../../sim/model/rules/faults.js";

/** What a command line means, without acting on it. */
async function parsed(words: readonly string[]): Promise<Record<string, unknown>> {
  let seen: Record<string, unknown> = {};
  const handler = (args: Record<string, unknown>): void => {
    seen = args;
  };
  await yargs([...words])
    .command({ ...(runCommand as object), handler })
    .command({ ...(loadCommand as object), handler })
    .command({ ...(reportCommand as object), handler })
    .strict()
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new Error(message);
    })
    .parseAsync();
  return seen;
}

test.each([
  ["--tags", "emergency", "tags"],
  ["--rule", "HD-7", "rule"],
  ["--report", "json=r.json", "report"],
  ["--fault", "no-beep", "fault"],
  ["--allow-emergency", "0911", "allow-emergency"],
])("%s takes one value and leaves the path of the suite alone", async (flag, value, name) => {
  const before = await parsed(["run", flag, value, "my/suite"]);
  expect(before).toMatchObject({ [name]: [value], suite: ["my/suite"] });
  const twice = await parsed(["run", "my/suite", flag, value, flag, value]);
  expect(twice).toMatchObject({ [name]: [value, value], suite: ["my/suite"] });
  await expect(parsed(["run", flag, ""])).rejects.toThrow(`--${name}: the value is empty`);
  await expect(parsed(["run", flag])).rejects.toThrow(/Not enough arguments following/);
});

test("tags, rules and faults may stand in one list; paths of reports keep their commas", async () => {
  const args = (await parsed([
    "run",
    "--tags",
    "a,b",
    "--tags",
    "c",
    "--report",
    "json=a,b",
  ])) as unknown as RunArguments;
  expect(args).toMatchObject({ tags: ["a", "b", "c"], report: ["json=a,b"], rule: [], fault: [] });
  await expect(parsed(["run", "--tags", "a,,b"])).rejects.toThrow("--tags: the value is empty");
});

test("load and report take one report each time too", async () => {
  expect(await parsed(["load", "--report", "json=x", "plan.yaml"])).toMatchObject({ plan: "plan.yaml" });
  expect(await parsed(["report", "--report", "json=x", "r.ndjson"])).toMatchObject({
    "run-file": "r.ndjson",
  });
  expect(await parsed(["report", "r.ndjson"])).toMatchObject({ report: ["line=-"] });
});

test("a report on stdout has it alone", () => {
  expect(besideReports(parseReportRequests(["json=-"]))).toBe(process.stderr);
  expect(besideReports(parseReportRequests(["json=r.json"]))).toBe(process.stdout);
  expect(() => parseReportRequests(["json=-", "junit=-"])).toThrow(
    /json=-, --report junit=-: only one report can go to stdout/,
  );
});

test("an unknown fault is refused with the nearest one, and all are listed on demand", () => {
  expect(() => faultsOf(["wrong-pin-acepted"])).toThrow(
    expect.objectContaining({
      code: "DF_CLI_USAGE",
      message: expect.stringContaining('(did you mean "wrong-pin-accepted"?)'),
    }),
  );
  expect(faultsOf(["wrong-pin-accepted", "wrong-pin-accepted"])).toEqual(["wrong-pin-accepted"]);
  expect(faultsAsText()).toMatch(/^wrong-pin-accepted\n {4}HD-\d+.*: .+$/m);
  const listed = JSON.parse(faultsAsJson()) as { name: string; breaks: string[]; says: string }[];
  expect(listed.map(({ name }) => name)).toEqual(faultNames);
});

test.each([
  ["run", runCommand, /0 all passed, 1 .* failed/],
  ["load", loadCommand, /0 every threshold held, 1 a threshold is broken/],
  ["watch", watchCommand, /0 you left it/],
  ["backend", backendCommand, /0 it was ended by Ctrl-C/],
  ["check", checkCommand, /0 no errors found .*, 1 found some/],
  ["report", reportCommand, /0 rendered, whatever the verdict/],
  ["schema", schemaCommand, /0 printed, 2/],
])("the help of %s says what its exit codes mean", async (name, command, meaning) => {
  const help = await helpOf(name, command as CommandModule);
  expect(help).toMatch(/^Exit codes: /m);
  expect(help.replaceAll(/\s+/g, " ")).toMatch(meaning);
});

async function helpOf(name: string, command: CommandModule): Promise<string> {
  return new Promise((resolve) => {
    yargs()
      .command(command)
      .exitProcess(false)
      .parse(`${name} --help`, {}, (_error: unknown, _args: unknown, output: string) => resolve(output));
  });
}

test("the help of load says what its progress counts", async () => {
  const help = await helpOf("load", loadCommand as CommandModule);
  for (const word of ["refused", "failing", "done"]) expect(help).toMatch(new RegExp(`^ +${word} +\\S`, "m"));
});

test("the help of run does not drown in the names of faults", async () => {
  const help = await helpOf("run", runCommand as CommandModule);
  expect(help).toContain("--list-faults");
  for (const name of faultNames.filter((each) => each !== "wrong-pin-accepted"))
    expect(help).not.toContain(name);
});
