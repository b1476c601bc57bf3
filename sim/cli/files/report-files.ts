import { writeFileSync } from "node:fs";
import type { Comparison } from "../../../reports/comparison/comparison.js";
import { reportKinds } from "../../../reports/kinds.js";
import type { ReportKind } from "../../../reports/report-kind.js";
import { DeskfleetError } from "../../model/errors.js";
import { suggestion } from "../../model/files/nearest-word.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import { unwritable } from "./writable-path.js";

const kindNames = reportKinds.map(({ name }) => name);

/** What `--report` takes, for its help. */
export const reportSyntax = `KIND=PATH, with KIND one of ${kindNames.join(", ")}; PATH - is stdout`;

/** A report that was asked for by `--report KIND=PATH`. */
export interface ReportRequest {
  readonly kind: ReportKind;
  /** `-` is stdout. */
  readonly path: string;
}

/** @throws DeskfleetError DF_CLI_USAGE where a text is not KIND=PATH, or two reports would mix on stdout */
export function parseReportRequests(texts: readonly string[]): ReportRequest[] {
  const requests = texts.map(parseReportRequest);
  const printed = requests.filter(({ path }) => path === "-").map(({ kind }) => `${kind.name}=-`);
  if (printed.length > 1) {
    const message = `--report ${printed.join(", --report ")}: only one report can go to stdout, write the others to files`;
    throw new DeskfleetError("DF_CLI_USAGE", message);
  }
  return requests;
}

/** Where everything that is not a report goes: stderr where a report has stdout for itself. */
export function besideReports(requests: readonly ReportRequest[]): NodeJS.WriteStream {
  return requests.some(({ path }) => path === "-") ? process.stderr : process.stdout;
}

function parseReportRequest(text: string): ReportRequest {
  const [wanted = "", ...rest] = text.split("=");
  const path = rest.join("=");
  const kind = reportKinds.find(({ name }) => name === wanted);
  if (!kind) {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      `--report ${text}: unknown report "${wanted}"${suggestion(wanted, kindNames)}`,
    );
  }
  if (path === "") {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      `--report ${text}: say where to write it, as in --report ${wanted}=report.${kind.extension}`,
    );
  }
  return { kind, path };
}

/** @throws DeskfleetError DF_FILE_WRITE */
export function writeReport({ kind, path }: ReportRequest, events: readonly TranscriptEvent[]): void {
  writeText(path, kind.render(events));
}

/** @throws DeskfleetError DF_FILE_WRITE */
export function writeComparison({ kind, path }: ReportRequest, comparison: Comparison): void {
  writeText(path, kind.compare(comparison));
}

function writeText(path: string, text: string): void {
  if (path === "-") {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}
