import type { CommandModule } from "yargs";
import { decodeRunFile } from "../transcript/run-file.js";
import { readSource } from "./package-files.js";
import { parseReportRequests, reportKinds, writeReport } from "./report-files.js";
import { repeatedText } from "./text-option.js";

interface ReportArguments {
  readonly "run-file": string;
  readonly report: string[];
}

/** `deskfleet report <run-file>`: render a recorded run again. */
export const reportCommand: CommandModule<object, ReportArguments> = {
  command: "report <run-file>",
  describe: "Render a recorded run again",
  builder: (yargs) =>
    yargs
      .positional("run-file", {
        type: "string",
        demandOption: true,
        describe: "file that `run --run-file` wrote",
      })
      .option("report", {
        type: "string",
        coerce: repeatedText("report"),
        requiresArg: true,
        default: ["line=-"],
        describe: `KIND=PATH with KIND one of ${reportKinds.join(", ")}; - is stdout; may repeat`,
      })
      .example("$0 report run.ndjson", "Print the run as text")
      .example(
        "$0 report run.ndjson --report junit=junit.xml --report json=-",
        "JUnit to a file, JSON to stdout",
      ),
  handler: ({ "run-file": path, report }) => {
    const requests = parseReportRequests(report);
    const { file, text } = readSource(path);
    const run = decodeRunFile(file, text);
    if (run.damagedLines.length > 0) {
      process.stderr.write(`${file}: line ${run.damagedLines.join(", ")} cannot be read and is left out\n`);
    }
    for (const request of requests) writeReport(request, run.events);
  },
};
