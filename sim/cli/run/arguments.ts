import type { Argv, InferredOptionTypes, Options } from "yargs";
import { standardTimers } from "../../sip/timers.js";
import { reportSyntax } from "../files/report-files.js";
import { anyNumber, seedNumber, wholeNumber } from "../flags/number-option.js";
import { filledPaths, listedText, repeatedText, singleText } from "../flags/text-option.js";

/** The flags of `deskfleet run`. */
const options = {
  tags: {
    type: "string",
    coerce: listedText("tags"),
    requiresArg: true,
    default: [] as string[],
    describe: "only scenarios with one of these tags; may repeat, or a,b",
  },
  grep: {
    type: "string",
    coerce: singleText("grep"),
    requiresArg: true,
    describe: "only scenarios whose name or file holds this text",
  },
  rule: {
    type: "string",
    coerce: listedText("rule"),
    requiresArg: true,
    default: [] as string[],
    describe:
      "only scenarios that prove one of these rules, such as HD-7 (docs/rules.md); may repeat, or a,b",
  },
  list: { type: "boolean", default: false, describe: "show what would run, and run nothing" },
  "list-faults": {
    type: "boolean",
    default: false,
    describe: "show what --fault takes, and run nothing (docs/coverage.md: which rule each breaks)",
  },
  json: { type: "boolean", default: false, describe: "with --list or --list-faults: as JSON, for scripts" },
  verbose: {
    type: "boolean",
    alias: "v",
    default: false,
    describe: "a line per scenario, not only per suite",
  },
  report: {
    type: "string",
    coerce: repeatedText("report"),
    requiresArg: true,
    default: [] as string[],
    describe: `${reportSyntax}, which then holds it alone; may repeat`,
  },
  "run-file": {
    type: "string",
    coerce: singleText("run-file"),
    requiresArg: true,
    describe: "record everything here, for `deskfleet report`",
  },
  seed: {
    coerce: seedNumber,
    requiresArg: true,
    describe: "repeat a run: same addresses, jitter and losses",
  },
  parallel: {
    coerce: wholeNumber("parallel", 1, 256),
    requiresArg: true,
    default: 4,
    describe: "how many scenarios run side by side",
  },
  retries: {
    coerce: wholeNumber("retries", 0, 100),
    requiresArg: true,
    default: 0,
    describe: "try a failed scenario again; passed then is flaky",
  },
  bail: { type: "boolean", default: false, describe: "start no further scenario after a failure" },
  "fail-on-flaky": { type: "boolean", default: false, describe: "a flaky scenario fails the run" },
  tui: { type: "boolean", default: true, describe: "the fleet view, on a terminal; --no-tui prints lines" },
  "hardware-speed": {
    coerce: anyNumber("hardware-speed", 1, 10_000),
    requiresArg: true,
    default: 100,
    describe: "boots and reboots this many times faster than the real phone",
  },
  "timer-t1": {
    coerce: anyNumber("timer-t1", 10, 10_000),
    requiresArg: true,
    default: standardTimers.t1,
    describe: "SIP timer T1 in ms, of the phones and the embedded backend; the other timers follow it",
  },
  profiles: {
    type: "string",
    coerce: singleText("profiles"),
    requiresArg: true,
    describe: "folder with phone models of your own",
  },
  fault: {
    type: "string",
    coerce: listedText("fault"),
    requiresArg: true,
    default: [] as string[],
    describe:
      "break a rule of the embedded backend or the phones on purpose, to see which scenario notices; may repeat",
  },
  target: {
    type: "string",
    coerce: singleText("target"),
    requiresArg: true,
    describe: "run against the backend that this file describes, not the embedded one",
  },
  "allow-emergency": {
    type: "string",
    coerce: listedText("allow-emergency"),
    requiresArg: true,
    default: [] as string[],
    describe:
      "emergency number that the target's dial.allow names and that may be dialled; may repeat, or a,b",
  },
} as const satisfies Record<string, Options>;

export type RunArguments = InferredOptionTypes<typeof options> & { readonly suite: string[] | undefined };

export function runArguments(yargs: Argv): Argv<RunArguments> {
  return yargs
    .positional("suite", {
      type: "string",
      array: true,
      coerce: filledPaths("suite"),
      describe: "scenario files or folders of them",
    })
    .options(options)
    .example("$0 run", "All built-in suites on the embedded backend")
    .example("$0 run my-suite --tags emergency --report junit=junit.xml", "Your own, for CI")
    .example("$0 run --list --rule HD-7", "Which scenarios prove a rule?")
    .example("$0 run --grep 911 --no-tui --seed 7", "Repeat a few with the same seed")
    .example("$0 run --fault wrong-pin-accepted", "Test the tests: does any scenario notice?");
}
