import type { Argv, InferredOptionTypes, Options } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { examples } from "../flags/examples.js";
import { wholeNumber } from "../flags/number-option.js";
import {
  hardwareSpeedFlag,
  parallelFlag,
  profilesFlag,
  reportFlag,
  runFileFlag,
  seedFlag,
  tuiFlag,
} from "../flags/shared-flags.js";
import { filledPath } from "../flags/text-option.js";

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
  seed: seedFlag("play the same days again, as far as time allows"),
  parallel: parallelFlag("days are played"),
  "hardware-speed": hardwareSpeedFlag(100, "a desk boots and reboots", ": 1 measures the real gaps"),
  all: {
    type: "boolean",
    default: false,
    describe: "name every desk that was without 911, and not only the first ten",
  },
  verbose: {
    type: "boolean",
    alias: "v",
    default: false,
    describe: "print a line per day, with its notes",
  },
  profiles: profilesFlag,
  report: reportFlag,
  "run-file": runFileFlag,
  tui: tuiFlag("show the fleet view on a terminal; --no-tui prints lines"),
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
      "Exit codes: 0 every call did what the path of its desk says, 1 a day could not be played or proves nothing, 2 bad input or usage, 3 a call did not (the drill is invalid), 130 interrupted.",
    );
}
