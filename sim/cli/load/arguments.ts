import type { Argv } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { examples } from "../flags/examples.js";
import {
  hardwareSpeedFlag,
  profilesFlag,
  reportFlag,
  runFileFlag,
  seedFlag,
  targetFlag,
  tuiFlag,
} from "../flags/shared-flags.js";
import { filledPath } from "../flags/text-option.js";

export interface LoadArguments {
  readonly plan: string;
  readonly report: string[];
  readonly "run-file": string | undefined;
  readonly seed: number | undefined;
  readonly "hardware-speed": number;
  readonly profiles: string | undefined;
  readonly tui: boolean;
  readonly target: string | undefined;
  readonly "i-may-load-this": boolean;
}

const progressWords = `Progress, in desks:
  registered  have a registration now
  refused     were turned away by the PBX
  failing     try to register and get no answer, or an error
  done        completed what the plan asks, or were refused
At the end a desk is registered, refused (the placeholder is full), rejected (its credentials are wrong),
failed (no answer, or an error) or unprovisioned (no configuration).`;

/** The flags of `deskfleet load`. */
export function loadArguments(yargs: Argv): Argv<LoadArguments> {
  return yargs
    .positional("plan", {
      type: "string",
      coerce: filledPath("plan"),
      demandOption: true,
      describe: builtInOr("plan file", "plans"),
    })
    .option("report", reportFlag)
    .option("run-file", runFileFlag)
    .option("seed", seedFlag("repeat a run with the same desks, addresses and jitter"))
    .option("hardware-speed", hardwareSpeedFlag(100, "a desk boots"))
    .option("profiles", profilesFlag)
    .option("target", targetFlag("load the Asterisk that this file describes (docs/asterisk.md)"))
    .option("i-may-load-this", {
      type: "boolean",
      default: false,
      describe: "whoever owns a target outside this machine has agreed to be loaded",
    })
    .option("tui", tuiFlag("show progress in one changing line; --no-tui prints a line every second"))
    .example(
      examples([
        ["$0 load morning", "2,000 desks on 20 placeholders"],
        ["$0 load my-plan.yaml --report json=load.json", "Write the figures for a script"],
      ]),
    )
    .epilogue(progressWords)
    .epilogue(
      "Exit codes: 0 every threshold held, 1 a threshold is broken, 2 bad input or usage, 3 the run is invalid, 130 interrupted.",
    );
}
