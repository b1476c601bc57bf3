import type { Argv } from "yargs";
import { reportSyntax } from "../files/report-files.js";
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

/** The flags of `deskfleet load`. */
export function loadArguments(yargs: Argv): Argv<LoadArguments> {
  return yargs
    .positional("plan", {
      type: "string",
      coerce: filledPath("plan"),
      demandOption: true,
      describe: "plan file, or the name of a built-in plan",
    })
    .option("report", {
      type: "string",
      coerce: repeatedText("report"),
      requiresArg: true,
      default: [] as string[],
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
      describe: "repeat a run with the same desks, addresses and jitter",
    })
    .option("hardware-speed", {
      coerce: anyNumber("hardware-speed", 1, 10_000),
      requiresArg: true,
      default: 100,
      describe: "how many times faster than a real phone a desk boots",
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
    .example("$0 load morning", "2,000 desks on 20 placeholders")
    .example("$0 load my-plan.yaml --report json=load.json", "Write the figures for a script")
    .epilogue(
      [
        "What the progress counts:",
        "  refused   desks that the PBX turned away: 403, or their credentials rejected",
        "  failing   desks without a usable answer so far; they try again",
        "  done      desks that refreshed as often as the plan asks, or were refused\n",
      ].join("\n"),
    )
    .epilogue(
      "Exit codes: 0 every threshold held, 1 a threshold is broken, 2 bad input or usage, 3 the run is invalid, 130 interrupted.",
    );
}
