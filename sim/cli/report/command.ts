import type { CommandModule } from "yargs";
import { decodeRunFile } from "../../transcript/run-file.js";
import { readRunFile } from "../files/read-source.js";
import { parseReportRequests, writeReport } from "../files/report-files.js";
import { type ReportArguments, reportArguments } from "./arguments.js";

/** `deskfleet report <run-file>`: render a recorded run again. */
export const reportCommand: CommandModule<object, ReportArguments> = {
  command: "report <run-file>",
  describe: "Render a recorded run again",
  builder: reportArguments,
  handler: ({ "run-file": path, report }) => {
    const requests = parseReportRequests(report);
    const { file, text } = readRunFile(path);
    const run = decodeRunFile(file, text);
    if (run.damagedLines.length > 0) {
      process.stderr.write(`${file}: line ${run.damagedLines.join(", ")} cannot be read and is left out\n`);
    }
    for (const request of requests) writeReport(request, run.events);
  },
};
