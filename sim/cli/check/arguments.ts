import type { Argv } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { examples } from "../flags/examples.js";
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
      describe: builtInOr("setup file", "setups"),
    })
    .option("profiles", {
      type: "string",
      coerce: singleText("profiles"),
      requiresArg: true,
      describe: "folder with phone models of your own",
    })
    .option("json", { type: "boolean", default: false, describe: "print the findings as JSON" })
    .example(
      examples([
        ["$0 check my.yaml", "List errors, warnings and advice with their lines"],
        ["$0 check my.yaml --json | jq '.findings[].rule'", "List the rules that it breaks"],
      ]),
    )
    .epilogue(
      "Exit codes: 0 no errors found, 1 errors found, 2 the file cannot be read or is not a valid setup.",
    );
}
