import { writeFileSync } from "node:fs";
import { renderJson } from "../../../reports/json.js";
import { renderJunit } from "../../../reports/junit.js";
import { renderLine } from "../../../reports/line/render.js";
import { DeskfleetError } from "../../model/errors.js";
import { suggestion } from "../../model/files/yaml-file.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import { unwritable } from "./writable-path.js";

/** Every kind of report: a function from the events of a run to text. */
const renderers = {
  json: renderJson,
  junit: renderJunit,
  line: (events: readonly TranscriptEvent[]) => renderLine(events),
} as const satisfies Record<string, (events: readonly TranscriptEvent[]) => string>;

export type ReportKind = keyof typeof renderers;
export const reportKinds = Object.keys(renderers) as ReportKind[];

/** A report that was asked for by `--report KIND=PATH`. */
export interface ReportRequest {
  readonly kind: ReportKind;
  /** `-` is stdout. */
  readonly path: string;
}

/** @throws DeskfleetError DF_CLI_USAGE where a text is not KIND=PATH, or two reports would mix on stdout */
export function parseReportRequests(texts: readonly string[]): ReportRequest[] {
  const requests = texts.map(parseReportRequest);
  const printed = requests.filter(({ path }) => path === "-").map(({ kind }) => `${kind}=-`);
  if (printed.length > 1) {
    const message = `--report ${printed.join(", --report ")}: stdout takes one report, write the others to files`;
    throw new DeskfleetError("DF_CLI_USAGE", message);
  }
  return requests;
}

/** Where everything that is no report goes: stderr where a report has stdout for itself. */
export function besideReports(requests: readonly ReportRequest[]): NodeJS.WriteStream {
  return requests.some(({ path }) => path === "-") ? process.stderr : process.stdout;
}

function parseReportRequest(text: string): ReportRequest {
  const [kind = "", ...rest] = text.split("=");
  const path = rest.join("=");
  const known = reportKinds.find((each) => each === kind);
  if (!known) {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      `--report ${text}: no report "${kind}"${suggestion(kind, reportKinds)}`,
    );
  }
  if (path === "") {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      `--report ${text}: say where to write it, as in --report ${kind}=report.${kind}`,
    );
  }
  return { kind: known, path };
}

/** @throws DeskfleetError DF_FILE_WRITE */
export function writeReport({ kind, path }: ReportRequest, events: readonly TranscriptEvent[]): void {
  const text = renderers[kind](events);
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
