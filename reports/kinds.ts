import { json } from "./json.js";
import { junit } from "./junit.js";
import { line } from "./line/report.js";
import type { ReportKind } from "./report-kind.js";

/** Every kind of report that `--report` takes: a new one is its file and its name here. */
export const reportKinds: readonly ReportKind[] = [json, junit, line];
