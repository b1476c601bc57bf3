import type { Argv } from "yargs";
import { DeskfleetError } from "../../model/errors.js";
import { builtInOr } from "../files/built-in-names.js";
import { examples } from "../flags/examples.js";
import { profilesFlag } from "../flags/shared-flags.js";
import { filledPath, singleText } from "../flags/text-option.js";

const formats = ["text", "json", "sarif"] as const;
export type CheckFormat = (typeof formats)[number];

export interface CheckArguments {
  readonly setup: string;
  readonly profiles: string | undefined;
  readonly json: boolean;
  readonly format: CheckFormat | undefined;
  readonly strict: boolean;
  readonly explain: string | undefined;
  readonly as: string | undefined;
  readonly from: string | undefined;
  /** In ms since 1970. */
  readonly at: number | undefined;
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
    .option("profiles", profilesFlag)
    .option("format", {
      choices: formats,
      requiresArg: true,
      describe: "how the findings are printed: text (default), json, or sarif for code scanning",
    })
    .option("json", { type: "boolean", default: false, describe: "short for --format json" })
    .option("strict", { type: "boolean", default: false, describe: "warnings fail too" })
    .option("explain", {
      type: "string",
      coerce: singleText("explain"),
      requiresArg: true,
      describe: "in place of the audit: what becomes of this number, step by step",
    })
    .option("as", {
      type: "string",
      coerce: singleText("as"),
      requiresArg: true,
      implies: "explain",
      describe: "extension that dials it",
      defaultDescription: "each of them",
    })
    .option("from", {
      type: "string",
      coerce: singleText("from"),
      requiresArg: true,
      implies: "explain",
      describe: "location of the desk",
    })
    .option("at", {
      type: "string",
      coerce: moment,
      requiresArg: true,
      describe: "when, such as 2026-12-06T03:00Z",
      defaultDescription: "now",
    })
    .example(
      examples([
        ["$0 check my.yaml", "List errors, warnings and advice with their lines"],
        ["$0 check my.yaml --explain 911 --from new-york --as 1001", "Say what becomes of a 911 call"],
        ["$0 check my.yaml --json | jq '.findings[].check'", "List the checks that found something"],
        ["$0 check my.yaml --strict --format sarif > check.sarif", "Fail a build, annotate the file"],
      ]),
    )
    .epilogue(
      "Exit codes: 0 no errors found (with --strict: no warnings either), 1 found some, 2 the file cannot be read or is not a valid setup. " +
        "With --explain of an emergency number: 0 it reaches the PSAP for every caller asked about, 1 for some it does not; of another number 0. " +
        "docs/checks.md explains every check.",
    );
}

/** @throws DeskfleetError DF_CLI_USAGE for a text that is not a moment */
function moment(value: unknown): number | undefined {
  const text = singleText("at")(value);
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) {
    throw new DeskfleetError("DF_CLI_USAGE", `--at ${text}: expected a moment such as 2026-12-06T03:00Z`);
  }
  return ms;
}
