import type { Argv } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { reportSyntax } from "../files/report-files.js";
import { examples } from "../flags/examples.js";
import { anyNumber, seedNumber } from "../flags/number-option.js";
import { filledPath, repeatedText, singleText } from "../flags/text-option.js";

export interface LoadArguments {
  readonly plan: string;
  readonly report: string[];
  readonly "run-file": string | undefined;
  readonly seed: number | undefined;
  readonly "hardware-speed": number;
  readonly profiles: string | undefined;
  readonly tui: boolean;
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
    .option("report", {
      type: "string",
      coerce: repeatedText("report"),
      requiresArg: true,
      default: [] as string[],
      defaultDescription: "none",
      describe: `${reportSyntax}, which then carries nothing but the report; may repeat`,
    })
    .option("run-file", {
      type: "string",
      coerce: singleText("run-file"),
      requiresArg: true,
      describe: "record the whole run in this file, for `deskfleet report`",
    })
    .option("seed", {
      coerce: seedNumber,
      requiresArg: true,
      describe: "repeat a run with the same desks, addresses and jitter (a whole number)",
    })
    .option("hardware-speed", {
      coerce: anyNumber("hardware-speed", 1, 10_000),
      requiresArg: true,
      default: 100,
      describe: "how many times faster than a real phone a desk boots (1 to 10000)",
    })
    .option("profiles", {
      type: "string",
      coerce: singleText("profiles"),
      requiresArg: true,
      describe: "folder with phone models of your own",
    })
    .option("tui", {
      type: "boolean",
      default: true,
      describe: "show progress in one changing line; --no-tui prints a line every second",
    })
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
