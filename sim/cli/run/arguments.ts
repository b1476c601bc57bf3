import type { Argv, InferredOptionTypes, Options } from "yargs";
import { standardTimers } from "../../sip/timers.js";
import { examples } from "../flags/examples.js";
import { anyNumber, wholeNumber } from "../flags/number-option.js";
import {
  allowEmergencyFlag,
  hardwareSpeedFlag,
  parallelFlag,
  profilesFlag,
  reportFlag,
  runFileFlag,
  seedFlag,
  targetFlag,
  tuiFlag,
} from "../flags/shared-flags.js";
import { filledPaths, listedText, singleText } from "../flags/text-option.js";

/** The flags of `deskfleet run`. */
const options = {
  tags: {
    type: "string",
    coerce: listedText("tags"),
    requiresArg: true,
    default: [] as string[],
    defaultDescription: "none",
    describe: "run only scenarios with one of these tags; repeat it, or separate by commas",
  },
  grep: {
    type: "string",
    coerce: singleText("grep"),
    requiresArg: true,
    describe: "run only scenarios whose name or file contains this text",
  },
  rule: {
    type: "string",
    coerce: listedText("rule"),
    requiresArg: true,
    default: [] as string[],
    defaultDescription: "none",
    describe:
      "run only scenarios that prove one of these rules, such as HD-7 (docs/rules.md); repeat it, or separate by commas",
  },
  list: { type: "boolean", default: false, describe: "list the scenarios instead of running them" },
  "list-faults": {
    type: "boolean",
    default: false,
    describe: "list the faults that --fault takes instead of running anything",
  },
  json: {
    type: "boolean",
    default: false,
    describe: "with --list, --list-faults or --compare: print JSON, for scripts",
  },
  verbose: {
    type: "boolean",
    alias: "v",
    default: false,
    describe: "print a line per scenario, not only per suite",
  },
  report: reportFlag,
  "run-file": runFileFlag,
  seed: seedFlag("repeat a run with the same addresses, jitter and losses"),
  parallel: parallelFlag("scenarios run"),
  retries: {
    coerce: wholeNumber("retries", 0, 100),
    requiresArg: true,
    default: 0,
    describe: "how often to try a failed scenario again; one that passes then is flaky (0 to 100)",
  },
  bail: { type: "boolean", default: false, describe: "start no more scenarios after a failure" },
  "fail-on-flaky": { type: "boolean", default: false, describe: "a flaky scenario fails the run" },
  tui: tuiFlag("show the fleet view on a terminal; --no-tui prints lines"),
  "hardware-speed": hardwareSpeedFlag(100),
  "timer-t1": {
    coerce: anyNumber("timer-t1", 10, 10_000),
    requiresArg: true,
    default: standardTimers.t1,
    describe:
      "SIP timer T1 of phones and embedded backend, in ms (10 to 10000); the other timers scale with it",
  },
  profiles: profilesFlag,
  fault: {
    type: "string",
    coerce: listedText("fault"),
    requiresArg: true,
    default: [] as string[],
    defaultDescription: "none",
    describe:
      "break a rule of the embedded backend or the phones on purpose, to see which scenario notices; repeat it, or separate by commas",
  },
  target: targetFlag("run against the backend that this file describes instead of the embedded one"),
  "allow-emergency": allowEmergencyFlag,
  compare: {
    type: "string",
    coerce: listedText("compare"),
    requiresArg: true,
    default: [] as string[],
    defaultDescription: "none",
    describe:
      "run on each of these backends, `embedded` or a target file, and print where the verdicts differ; --json prints it as JSON, --report writes it to a file",
  },
} as const satisfies Record<string, Options>;

export type RunArguments = InferredOptionTypes<typeof options> & { readonly suite: string[] | undefined };

export function runArguments(yargs: Argv): Argv<RunArguments> {
  return yargs
    .positional("suite", {
      type: "string",
      array: true,
      coerce: filledPaths("suite"),
      describe: "scenario files, folders of them, or names of built-in suites and scenarios",
      defaultDescription: "all built-in suites",
    })
    .options(options)
    .example(
      examples([
        ["$0 run", "All built-in suites on the embedded backend"],
        ["$0 run my-suite --tags emergency --report junit=junit.xml", "Scenarios of your own, for CI"],
        ["$0 run --list --rule HD-7", "List the scenarios that prove a rule"],
        ["$0 run --grep 911 --no-tui --seed 7", "Repeat some scenarios with the same seed"],
        ["$0 run --compare embedded,lab.yaml --allow-emergency 911", "The same on two PBXs: what differs?"],
        ["$0 run --fault wrong-pin-accepted", "Break a rule: does a scenario notice?"],
      ]),
    )
    .epilogue(
      "Exit codes: 0 all passed, 1 a scenario failed or was blocked, 2 bad input or usage, 3 the run is invalid, 130 interrupted.",
    );
}
