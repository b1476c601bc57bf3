import type { RunSnapshot, SuiteProgress } from "../../sim/transcript/run-progress.js";
import { suiteNames } from "../../sim/transcript/suite-name.js";
import { fitParts, fitWords } from "./fit.js";

export interface RunLine {
  readonly text: string;
  readonly tone: "head" | "bad" | "dim" | "plain";
}

/** `57 of 202 scenarios · 2 failed`, parts that go whole where they do not fit. */
export function runTitle({ ended, total, broken }: RunSnapshot): readonly string[] {
  return [`${ended} of ${total} scenarios`, broken.length === 0 ? "none failed" : `${broken.length} failed`];
}

/**
 * What failed so far, what runs now, and the suites, in as many lines as there are.
 * The newest failures win over older ones, and all of them over the suites.
 */
export function runLines(run: RunSnapshot, columns: number, height: number): RunLine[] {
  const line = (text: string, tone: RunLine["tone"] = "plain"): RunLine => ({
    text: fitWords(text, columns),
    tone,
  });
  const running = run.running.flatMap(({ name, step }) => [
    line(`  ${name}`),
    ...(step === undefined ? [] : [line(`    ${step}`, "dim")]),
  ]);
  const now = [line("RUNNING NOW", "head"), ...running, line("")];
  const room = Math.max(2, height - now.length - 2);
  const shown = run.broken.slice(-Math.floor(room / 2));
  const older = run.broken.length - shown.length;
  const failures = shown.flatMap(({ name, place, reason, verdict }) => [
    line(`  ✗ ${verdict === "failed" ? "" : `${verdict}: `}${name}`, "bad"),
    line(`    ${[place, withoutStep(reason)].join(": ")}`, "dim"),
  ]);
  const head =
    older > 0 ? `FAILED SO FAR (the last ${shown.length} of ${run.broken.length})` : "FAILED SO FAR";
  const broken = shown.length === 0 ? [] : [line(head, "head"), ...failures, line("")];
  return [...broken, ...now, line("SUITES", "head"), ...suiteLines(run.suites, line)].slice(0, height);
}

/** The reason of a failure without the words of its step: the place leads there. */
function withoutStep(reason: string): string {
  return reason.replace(/^line \d+, .*?: (?=expected )/s, "");
}

function suiteLines(suites: readonly SuiteProgress[], line: (text: string) => RunLine): RunLine[] {
  const names = suiteNames(suites.map(({ suite }) => suite));
  return suites.map(({ suite, planned, ended }) => {
    const count = Object.values(ended).reduce((sum, each) => sum + each, 0);
    const unrun = ended.skipped > 0 ? "-" : "✓";
    const sign = ended.failed > 0 ? "✗" : count < planned ? "·" : ended.blocked > 0 ? "!" : unrun;
    const wrong = [
      ...(ended.failed > 0 ? [`${ended.failed} failed`] : []),
      ...(ended.blocked > 0 ? [`${ended.blocked} blocked`] : []),
    ];
    return line(
      `  ${sign} ${fitParts([names.get(suite) ?? suite, `${count} of ${planned}`, ...wrong], 200)}`,
    );
  });
}
