import type { Argv } from "yargs";
import { reportSyntax } from "../files/report-files.js";
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
      describe: "setup file (default: the two offices)",
    })
    .option("per-location", {
      coerce: wholeNumber("per-location", 1, 1000),
      requiresArg: true,
      default: 1,
      describe: "phones of each model in each location",
    })
    .option("hardware-speed", {
      coerce: anyNumber("hardware-speed", 1, 10_000),
      requiresArg: true,
      default: 20,
      describe: "boots and reboots this many times faster than the real phone",
    })
    .option("profiles", {
      type: "string",
      coerce: singleText("profiles"),
      requiresArg: true,
      describe: "folder with phone models of your own",
    })
    .option("seed", { coerce: seedNumber, requiresArg: true, describe: "same MACs and addresses again" })
    .option("tui", { type: "boolean", default: true, describe: "the view; --no-tui prints lines" })
    .option("report", {
      type: "string",
      coerce: repeatedText("report"),
      requiresArg: true,
      default: [] as string[],
      describe: `at the end: ${reportSyntax}, which then holds it alone; may repeat`,
    })
    .option("run-file", {
      type: "string",
      coerce: singleText("run-file"),
      requiresArg: true,
      describe: "record everything here, for `deskfleet report`",
    })
    .example("$0 watch", "Two offices, three phones each; Enter opens a handset")
    .example("$0 watch my.yaml --no-tui", "What happens on the phones, line by line");
}
