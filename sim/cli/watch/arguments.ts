import type { Argv } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { examples } from "../flags/examples.js";
import { wholeNumber } from "../flags/number-option.js";
import {
  allowEmergencyFlag,
  hardwareSpeedFlag,
  profilesFlag,
  reportFlag,
  runFileFlag,
  seedFlag,
  targetFlag,
  tuiFlag,
} from "../flags/shared-flags.js";
import { filledPath } from "../flags/text-option.js";

export interface WatchArguments {
  readonly setup: string | undefined;
  readonly "per-location": number;
  readonly "hardware-speed": number;
  readonly profiles: string | undefined;
  readonly seed: number | undefined;
  readonly tui: boolean;
  readonly report: string[];
  readonly "run-file": string | undefined;
  readonly target: string | undefined;
  readonly "allow-emergency": string[];
}

/** The flags of `deskfleet watch`. */
export function watchArguments(yargs: Argv): Argv<WatchArguments> {
  return yargs
    .positional("setup", {
      type: "string",
      coerce: filledPath("setup"),
      defaultDescription: "two-offices",
      describe: builtInOr("setup file", "setups"),
    })
    .option("per-location", {
      coerce: wholeNumber("per-location", 1, 1000),
      requiresArg: true,
      default: 1,
      describe: "how many phones of each model stand in each location (1 to 1000)",
    })
    .option("hardware-speed", hardwareSpeedFlag(20))
    .option("profiles", profilesFlag)
    .option("seed", seedFlag("start with the same MACs and addresses again"))
    .option("tui", tuiFlag("show the fleet view; --no-tui prints lines"))
    .option("report", reportFlag)
    .option("run-file", runFileFlag)
    .option(
      "target",
      targetFlag("put the phones up in front of the Asterisk that this file describes (docs/asterisk.md)"),
    )
    .option("allow-emergency", allowEmergencyFlag)
    .example(
      examples([
        ["$0 watch", "Watch two offices with three phones each"],
        ["$0 watch my.yaml --target lab.yaml", "The same phones on a real Asterisk"],
        ["$0 watch my.yaml --no-tui", "Print what happens on the phones, line by line"],
      ]),
    )
    .epilogue(
      "Exit codes: 0 you left it, by q or Ctrl-C: nothing is judged; 2 bad input or usage, 3 the run file has gaps, 130 ended at once by a second Ctrl-C.",
    );
}
