import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type CliEnd, startCli } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";
import type { RunningAsterisk } from "./asterisk.js";

const variable = "DESKFLEET_TEST_AMI_SECRET";

/** A target file of a laboratory's Asterisk, and its secret in the environment of what the test starts. */
export function labTarget({ sip, tlsPort, ami, folder }: RunningAsterisk, more: object = {}): string {
  process.env[variable] = ami.secret;
  const path = join(scratchFolder({ onTestFinished }), "lab.yaml");
  const target = {
    ...{ target: "the Asterisk of this test", kind: "lab", reset: true },
    sip: { ...sip, "tls-port": tlsPort },
    ami: { host: "127.0.0.1", port: ami.port, user: "deskfleet", "secret-env": variable },
    asterisk: { config: folder },
    dial: { allow: ["911", "933"] },
    ...more,
  };
  writeFileSync(path, JSON.stringify(target));
  return path;
}

interface Verdict {
  readonly file: string;
  readonly verdict: string;
  readonly reason?: string;
}

/** A run of `deskfleet run --target`, over. */
export interface TargetRun {
  readonly end: CliEnd;
  /** By scenario, in the order of the run. */
  readonly verdicts: readonly Verdict[];
  /** What was recorded. */
  readonly text: string;
}

/** @param suites below `scenarios/suites` */
export async function runOnTarget(
  target: string,
  suites: readonly string[],
  flags: readonly string[] = ["--allow-emergency", "911,933"],
): Promise<TargetRun> {
  const folder = scratchFolder({ onTestFinished });
  const report = join(folder, "report.json");
  const runFile = join(folder, "run.ndjson");
  const cli = startCli([
    ...["run", ...suites.map((suite) => `scenarios/suites/${suite}`), "--target", target, "--no-tui"],
    ...["--report", `json=${report}`, "--run-file", runFile, ...flags],
  ]);
  const end = await cli.ended;
  const read = (path: string): string => (end.code === 2 ? "" : readFileSync(path, "utf8"));
  const { scenarios = [] } = JSON.parse(read(report) || "{}") as { scenarios?: Verdict[] };
  return { end, verdicts: scenarios, text: read(runFile) };
}
