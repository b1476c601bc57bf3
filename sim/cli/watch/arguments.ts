import type { Argv } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { reportSyntax } from "../files/report-files.js";
import { examples } from "../flags/examples.js";
import { anyNumber, seedNumber, wholeNumber } from "../flags/number-option.js";
import { filledPath, repeatedText, singleText } from "../flags/text-option.js";

export interface WatchArguments {
  readonly setup: string | undefined;
  readonly "per-location": number;
  readonly "hardware-speed": number;
  readonly profiles: string | undefined;
  readonly seed: number | undefined;
  readonly tui: boolean;
  readonly report: string[];
  readonly "run-file": string | undefined;
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
    .option("hardware-speed", {
      coerce: anyNumber("hardware-speed", 1, 10_000),
      requiresArg: true,
      default: 20,
      describe: "how many times faster than a real phone a desk boots and reboots (1 to 10000)",
    })
    .option("profiles", {
      type: "string",
      coerce: singleText("profiles"),
      requiresArg: true,
      describe: "folder with phone models of your own",
    })
    .option("seed", {
      coerce: seedNumber,
      requiresArg: true,
      describe: "start with the same MACs and addresses again (a whole number)",
    })
    .option("tui", { type: "boolean", default: true, describe: "show the fleet view; --no-tui prints lines" })
    .option("report", {
      type: "string",
      coerce: repeatedText("report"),
      requiresArg: true,
      default: [] as string[],
      defaultDescription: "none",
      describe: `write a report at the end: ${reportSyntax}, which then carries nothing but the report; may repeat`,
    })
    .option("run-file", {
      type: "string",
      coerce: singleText("run-file"),
      requiresArg: true,
      describe: "record all that happens in this file, for `deskfleet report`",
    })
    .example(
      examples([
        ["$0 watch", "Watch two offices with three phones each"],
        ["$0 watch my.yaml --no-tui", "Print what happens on the phones, line by line"],
      ]),
    )
    .epilogue(
      "Exit codes: 0 you left it, by q or Ctrl-C: nothing is judged; 2 bad input or usage, 3 the run file has gaps, 130 ended at once by a second Ctrl-C.",
    );
}
