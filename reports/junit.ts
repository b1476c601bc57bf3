import { posix } from "node:path";
import type { DeskWithout } from "../sim/transcript/desks-without.js";
import { isDrill } from "../sim/transcript/drill-tag.js";
import { emergencyFigures, gapText } from "../sim/transcript/emergency-figures.js";
import { emergencyLinks } from "../sim/transcript/emergency-path-view.js";
import type { TranscriptEvent } from "../sim/transcript/event.js";
import type { LoadResult } from "../sim/transcript/load-result.js";
import { printableEvent } from "../sim/transcript/printable.js";
import {
  type RunSummary,
  type ScenarioSummary,
  summarizeRun,
  watchedIn,
} from "../sim/transcript/run-summary.js";
import { comparisonJunit } from "./comparison/junit.js";
import { type Case, clean, junitDocument, type Suite, seconds, suite, validitySuite } from "./junit-xml.js";
import { loadResultOf, loadVerdict } from "./load-verdict.js";
import { measuredText } from "./measured-text.js";
import type { ReportKind } from "./report-kind.js";
import { scenarioLadder } from "./scenario-ladder.js";
import { emergencyText, type WatchedDesk, watchedDesks } from "./watched.js";

/**
 * The run as JUnit XML in Surefire's dialect: a suite per folder, `flakyFailure` in a case that passed on a
 * repeat, `error` for what could not be judged, notes and the ladder in `system-out`. A run that was interrupted or cannot be
 * trusted carries an `error` of its own, so that no reader takes it for green. All totals are counted from the cases.
 */
export const junit: ReportKind = { name: "junit", extension: "xml", render, compare: comparisonJunit };

function render(recorded: readonly TranscriptEvent[]): string {
  const events = recorded.map(printableEvent);
  const run = summarizeRun(events);
  const load = loadResultOf(events);
  const watched = watchedDesks(events);
  const suites = load
    ? [loadSuite(load, run.startedAt)]
    : watched
      ? [watchSuite(watched, run)]
      : folderSuites(events, run.scenarios, run.startedAt);
  const verdict = load ? loadVerdict(load) : run.verdict;
  if (verdict === "invalid") {
    const why = `run invalid: ${(load ?? run).invalid.join("; ")}`;
    suites.push(validitySuite(verdict, why, run.startedAt));
  }
  if (verdict === "interrupted") {
    suites.push(validitySuite(verdict, "the run did not come to its end", run.startedAt));
  }
  return junitDocument(suites, run.durationMs);
}

/** A suite per folder of scenarios. */
function folderSuites(
  events: readonly TranscriptEvent[],
  scenarios: readonly ScenarioSummary[],
  timestamp: string,
): Suite[] {
  const folders = new Map<string, ScenarioSummary[]>();
  for (const scenario of scenarios) {
    const folder = posix.dirname(scenario.file);
    folders.set(folder, [...(folders.get(folder) ?? []), scenario]);
  }
  return [...folders].map(([folder, inside]) => {
    const cases = inside.map((scenario) => testcase(events, scenario));
    const durationMs = inside.reduce((sum, scenario) => sum + scenario.durationMs, 0);
    const { $, testcase: all } = suite(folder, cases, timestamp, durationMs);
    // Surefire's schema wants them before the cases.
    return { $, ...emergencyProperties(inside), testcase: all };
  });
}

/** How the desks of a suite could call for help; a reader that knows no properties skips them. */
function emergencyProperties(scenarios: readonly ScenarioSummary[]): Pick<Suite, "properties"> {
  const figures = emergencyFigures(scenarios.map(watchedIn));
  if (figures === undefined) return {};
  const { desks, never, watchedMs, withoutMs, unknownMs, longestGap, degradedMs, accepted, samples } =
    figures;
  const told = isDrill(scenarios) ? figures.without : [];
  const values = {
    ...{ "emergency.desks": desks, "emergency.desks-never": never },
    "emergency.watched-seconds": seconds(watchedMs),
    "emergency.without-path-seconds": seconds(withoutMs),
    "emergency.unknown-seconds": seconds(unknownMs),
    ...Object.fromEntries(
      Object.entries(degradedMs).map(([link, ms]) => [`emergency.degraded-seconds.${link}`, seconds(ms)]),
    ),
    ...{ "emergency.accepted": accepted.length, "emergency.calls-sampled": samples.agreed + samples.dropped },
    ...{ "emergency.calls-disagreed": samples.disagreed, "emergency.calls-with-path": samples.withPath },
    ...(longestGap && {
      "emergency.longest-gap": `${longestGap.of}, ${longestGap.phone}: ${gapText(longestGap)}`,
    }),
    ...Object.fromEntries(told.map((row, index) => [`emergency.without.${index + 1}`, withoutText(row)])),
  };
  const property = Object.entries(values).map(([name, value]) => ({
    $: { name, value: clean(String(value)) },
  }));
  return { properties: [{ property }] };
}

/** `Day 2, new-york-5 (new-york): 8.000 s, the longest 6.400 s, 3 calls, 0 reached the PSAP (capacity: …)` */
function withoutText({ of, phone, location, totalMs, longestMs, calls, link, missing }: DeskWithout): string {
  const place = location === undefined ? "" : ` (${location})`;
  const time = `${seconds(totalMs)} s, the longest ${seconds(longestMs)} s`;
  const reached = `${calls.placed} calls, ${calls.reached} reached the PSAP`;
  return `${of}, ${phone}${place}: ${time}, ${reached} (${emergencyLinks[link]}: ${missing})`;
}

/** A load run: a case per threshold. */
function loadSuite({ plan, thresholds }: LoadResult, timestamp: string): Suite {
  const cases = thresholds.map((threshold) => {
    const { text, verdict } = threshold;
    const message = `measured ${measuredText(threshold) ?? "nothing"}`;
    return {
      $: { name: clean(text), classname: "threshold", time: seconds(0) },
      ...(verdict === "not-judged" ? { skipped: [{ $: { message: "not judged" } }] } : {}),
      ...(verdict === "broken" || verdict === "no-data"
        ? { failure: [{ $: { type: verdict, message } }] }
        : {}),
    };
  });
  return suite(plan, cases, timestamp, 0);
}

/** A fleet that was watched: a case per desk, none of them judged. */
function watchSuite(watched: readonly WatchedDesk[], { startedAt, durationMs }: RunSummary): Suite {
  const cases = watched.map((desk) => {
    const { name, model, registration, extension, lastEvent } = desk.view;
    const said = [registration, extension ?? "no account", emergencyText(desk), lastEvent];
    return {
      $: { name: clean(name), classname: clean(model), time: seconds(durationMs) },
      "system-out": [clean(said.join(" · "))],
    };
  });
  return suite("watch", cases, startedAt, durationMs);
}

function testcase(events: readonly TranscriptEvent[], scenario: ScenarioSummary): Case {
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
  const notes = scenario.notes.map((note) => `note: ${note}`);
  const broken = scenario.verdict === "failed" || scenario.verdict === "blocked";
  // The ladder shows what the backend noted at its place.
  const noted = broken
    ? scenarioLadder(events, scenario)
    : scenario.backendNotes.map(({ text }) => `backend: ${text}`);
  const output = [...notes, ...noted];
  const outcome = { $: { type: scenario.verdict, message: clean(message) }, _: text };
  return {
    $: { name: clean(scenario.name), classname: clean(scenario.file), time: seconds(scenario.durationMs) },
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
    ...(output.length > 0 ? { "system-out": [clean(output.join("\n"))] } : {}),
  };
}
