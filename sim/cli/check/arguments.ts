import type { Argv } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { examples } from "../flags/examples.js";
import { filledPath, singleText } from "../flags/text-option.js";

const formats = ["text", "json", "sarif"] as const;
export type CheckFormat = (typeof formats)[number];

export interface CheckArguments {
  readonly setup: string;
  readonly profiles: string | undefined;
  readonly json: boolean;
  readonly format: CheckFormat | undefined;
  readonly strict: boolean;
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
    .option("format", {
      choices: formats,
      requiresArg: true,
      describe: "how the findings are printed: text (default), json, or sarif for code scanning",
    })
    .option("json", { type: "boolean", default: false, describe: "short for --format json" })
    .option("strict", { type: "boolean", default: false, describe: "warnings fail too" })
    .example(
      examples([
        ["$0 check my.yaml", "List errors, warnings and advice with their lines"],
        ["$0 check my.yaml --json | jq '.findings[].check'", "List the checks that found something"],
        ["$0 check my.yaml --strict --format sarif > check.sarif", "Fail a build, annotate the file"],
      ]),
    )
    .epilogue(
      "Exit codes: 0 no errors found (with --strict: no warnings either), 1 found some, 2 the file cannot be read or is not a valid setup. docs/checks.md explains every check.",
    );
}
