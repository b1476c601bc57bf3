import type { Argv, InferredOptionTypes, Options } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { reportSyntax } from "../files/report-files.js";
import { examples } from "../flags/examples.js";
import { anyNumber, seedNumber, wholeNumber } from "../flags/number-option.js";
import { filledPath, repeatedText, singleText } from "../flags/text-option.js";

/** The flags of `deskfleet drill`. */
const options = {
  calls: {
    coerce: wholeNumber("calls", 1, 100_000),
    requiresArg: true,
    default: 200,
    describe: "how many emergency calls to sample (1 to 100000)",
  },
  desks: {
    coerce: wholeNumber("desks", 1, 200),
    requiresArg: true,
    default: 6,
    describe: "how many desks a day is played with (1 to 200)",
  },
  seed: {
    coerce: seedNumber,
    requiresArg: true,
    describe: "play the same days again, as far as time allows (a whole number)",
  },
  parallel: {
    coerce: wholeNumber("parallel", 1, 256),
    requiresArg: true,
    default: 4,
    describe: "how many days are played at the same time (1 to 256)",
  },
  "hardware-speed": {
    coerce: anyNumber("hardware-speed", 1, 10_000),
    requiresArg: true,
    default: 100,
    describe:
      "how many times faster than a real phone a desk boots and reboots (1 to 10000): 1 measures the real gaps",
  },
  profiles: {
    type: "string",
    coerce: singleText("profiles"),
    requiresArg: true,
    describe: "folder with phone models of your own",
  },
  report: {
    type: "string",
    coerce: repeatedText("report"),
    requiresArg: true,
    default: [] as string[],
    defaultDescription: "none",
    describe: `${reportSyntax}, which then carries nothing but the report; may repeat`,
  },
  "run-file": {
    type: "string",
    coerce: singleText("run-file"),
    requiresArg: true,
    describe: "record everything in this file, for `deskfleet report`",
  },
  tui: {
    type: "boolean",
    default: true,
    describe: "show the fleet view on a terminal; --no-tui prints lines",
  },
} as const satisfies Record<string, Options>;

export type DrillArguments = InferredOptionTypes<typeof options> & { readonly setup: string | undefined };

export function drillArguments(yargs: Argv): Argv<DrillArguments> {
  return yargs
    .positional("setup", {
      type: "string",
      coerce: filledPath("setup"),
      defaultDescription: "two-offices",
      describe: builtInOr("setup file", "setups"),
    })
    .options(options)
    .example(
      examples([
        ["$0 drill", "200 calls from desks of the built-in setup two-offices"],
        ["$0 drill office.yaml --calls 2000 --seed 7", "A long drill that can be repeated"],
        ["$0 drill office.yaml --report json=-", "Figures for a script: gaps, causes, calls"],
      ]),
    )
    .epilogue(
      "Exit codes: 0 every call did what the path of its desk says, 1 a day could not be played, 2 bad input or usage, 3 a call did not (the drill is invalid), 130 interrupted.",
    );
}
