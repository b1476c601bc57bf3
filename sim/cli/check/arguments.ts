import type { Argv } from "yargs";
import { filledPath, singleText } from "../flags/text-option.js";

export interface CheckArguments {
  readonly setup: string;
  readonly profiles: string | undefined;
  readonly json: boolean;
}

/** The flags of `deskfleet check`. */
export function checkArguments(yargs: Argv): Argv<CheckArguments> {
  return yargs
    .positional("setup", {
      type: "string",
      coerce: filledPath("setup"),
      demandOption: true,
      describe: "setup file",
    })
    .option("profiles", {
      type: "string",
      coerce: singleText("profiles"),
      requiresArg: true,
      describe: "folder with phone models of your own",
    })
    .option("json", { type: "boolean", default: false, describe: "findings as JSON on stdout" })
    .example("$0 check my.yaml", "List errors, warnings and advice with their lines")
    .example("$0 check my.yaml --json | jq '.findings[].rule'", "The rules that it breaks")
    .epilogue("Exit codes: 0 without errors, 1 with errors, 2 where the file cannot be read.");
}
