import type { Argv } from "yargs";
import { reportSyntax } from "../files/report-files.js";
import { examples } from "../flags/examples.js";
import { filledPath, repeatedText } from "../flags/text-option.js";

export interface ReportArguments {
  readonly "run-file": string;
  readonly report: string[];
}

/** The flags of `deskfleet report`. */
export function reportArguments(yargs: Argv): Argv<ReportArguments> {
  return yargs
    .positional("run-file", {
      type: "string",
      coerce: filledPath("run-file"),
      demandOption: true,
      describe: "file that `--run-file` wrote",
    })
    .option("report", {
      type: "string",
      coerce: repeatedText("report"),
      requiresArg: true,
      default: ["line=-"],
      describe: `${reportSyntax}; may repeat`,
    })
    .example(
      examples([
        ["$0 report run.ndjson", "Print the run as text"],
        [
          "$0 report run.ndjson --report junit=junit.xml --report json=-",
          "Write JUnit to a file, JSON to stdout",
        ],
      ]),
    )
    .epilogue(
      "Exit codes: 0 rendered, whatever the verdict of the run; 2 bad input or usage, 3 the run file is not one whole run.",
    );
}
