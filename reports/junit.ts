import { posix } from "node:path";
import { Builder } from "xml2js";
import type { TranscriptEvent } from "../sim/transcript/event.js";
import type { LoadResult } from "../sim/transcript/load-result.js";
import { type ScenarioSummary, summarizeRun } from "../sim/transcript/run-summary.js";
import { loadResultOf } from "./load-verdict.js";
import { scenarioLadder } from "./scenario-ladder.js";

/**
 * The run as JUnit XML in Surefire's dialect: a suite per folder, `flakyFailure` in a case that passed on a
 * repeat, `error` for what could not be judged, the ladder in `system-out`.
 */
export function renderJunit(events: readonly TranscriptEvent[]): string {
  const run = summarizeRun(events);
  const folders = new Map<string, ScenarioSummary[]>();
  for (const scenario of run.scenarios) {
    const folder = posix.dirname(scenario.file);
    folders.set(folder, [...(folders.get(folder) ?? []), scenario]);
  }
  const suites: object[] = [...folders].map(([folder, scenarios]) => ({
    $: {
      name: folder,
      tests: scenarios.length,
      failures: scenarios.filter(({ verdict }) => verdict === "failed").length,
      errors: scenarios.filter(({ verdict }) => verdict === "blocked").length,
      skipped: scenarios.filter(({ verdict }) => verdict === "skipped").length,
      time: seconds(scenarios.reduce((sum, { durationMs }) => sum + durationMs, 0)),
      timestamp: run.startedAt,
    },
    testcase: scenarios.map((scenario) => testcase(events, scenario)),
  }));
  const load = loadResultOf(events);
  if (load) suites.push(loadSuite(load, run.startedAt));
  if (run.verdict === "invalid" || (load && load.invalid.length > 0))
    suites.push(validitySuite(load?.invalid ?? run.invalid, run.startedAt));
  return `${new Builder().buildObject({
    testsuites: {
      $: {
        name: "deskfleet",
        tests: run.scenarios.length,
        failures: run.counts.failed,
        errors: run.counts.blocked + (run.verdict === "invalid" ? 1 : 0),
        skipped: run.counts.skipped,
        time: seconds(run.durationMs),
      },
      testsuite: suites,
    },
  })}\n`;
}

/** A load run: a case per threshold. */
function loadSuite({ plan, thresholds }: LoadResult, timestamp: string) {
  const broken = thresholds.filter(({ verdict }) => verdict !== "held");
  return {
    $: {
      name: plan,
      tests: thresholds.length,
      failures: broken.length,
      errors: 0,
      skipped: 0,
      time: "0.000",
      timestamp,
    },
    testcase: thresholds.map(({ text, verdict, measured }) => ({
      $: { name: text, classname: "threshold", time: "0.000" },
      ...(verdict === "held"
        ? {}
        : { failure: [{ $: { type: verdict, message: `measured ${measured ?? "nothing"}` } }] }),
    })),
  };
}

function validitySuite(reasons: readonly string[], timestamp: string) {
  return {
    $: { name: "run", tests: 1, failures: 0, errors: 1, skipped: 0, time: "0.000", timestamp },
    testcase: [
      {
        $: { name: "validity", classname: "run", time: "0.000" },
        error: [{ $: { type: "invalid", message: clean(`not to be trusted: ${reasons.join("; ")}`) } }],
      },
    ],
  };
}

function testcase(events: readonly TranscriptEvent[], scenario: ScenarioSummary): object {
  const failing = scenario.steps.find(({ verdict }) => verdict === "failed" || verdict === "blocked");
  const place = failing ? `${scenario.file}:${failing.line}: ${failing.text}` : scenario.file;
  const message = scenario.reason ?? "";
  const text = clean(
    [
      place,
      failing?.message,
      failing?.expected && `expected: ${failing.expected}`,
      failing?.lastSeen && `last seen: ${failing.lastSeen}`,
    ]
      .filter(Boolean)
      .join("\n"),
  );
  const outcome = { $: { type: scenario.verdict, message: clean(message) }, _: text };
  return {
    $: { name: clean(scenario.name), classname: scenario.file, time: seconds(scenario.durationMs) },
    ...(scenario.verdict === "failed" ? { failure: [outcome] } : {}),
    ...(scenario.verdict === "blocked" ? { error: [outcome] } : {}),
    ...(scenario.verdict === "skipped" ? { skipped: [{ $: { message: clean(message) } }] } : {}),
    ...(scenario.verdict === "flaky"
      ? {
          flakyFailure: scenario.earlier.map(({ reason }) => ({
            $: { type: "failed", message: clean(reason ?? "") },
          })),
        }
      : {}),
    ...(scenario.verdict === "failed" || scenario.verdict === "blocked"
      ? { "system-out": [clean(scenarioLadder(events, scenario).join("\n"))] }
      : {}),
  };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** XML 1.0 has no way to write most control characters and half surrogate pairs: a phone could send one. */
function clean(text: string): string {
  return text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
