import { readRunFile } from "../../files/read-source.js";
import { exitCodes } from "../../model/exit-codes.js";
import { printable } from "../../transcript/printable.js";
import { decodeRunFile } from "../../transcript/run-file.js";
import { parseReportRequests, writeReport } from "../files/report-files.js";
import type { ReportArguments } from "./arguments.js";

/**
 * Renders a run file in each kind that is asked for.
 * @throws DeskfleetError DF_FILE_READ, DF_RUN_FILE, DF_CLI_USAGE, DF_FILE_WRITE
 */
export function renderRunFile({ "run-file": path, report }: ReportArguments): void {
  const requests = parseReportRequests(report);
  const { file, text } = readRunFile(path);
  const run = decodeRunFile(file, text);
  const tell = (problem: string): void => void process.stderr.write(printable(`${file}: ${problem}\n`));
  if (run.damagedLines.length > 0) {
    tell(`line ${run.damagedLines.join(", ")} cannot be read and is left out`);
  }
  run.problems.forEach(tell);
  if (run.problems.length > 0) process.exitCode = exitCodes.invalid;
  for (const request of requests) writeReport(request, run.events);
}
