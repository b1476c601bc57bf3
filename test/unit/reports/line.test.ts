import { expect, test } from "vitest";
import { createLiveReporter } from "../../../reports/line/live.js";
import { line } from "../../../reports/line/report.js";
import type { TranscriptEvent } from "../../../sim/transcript/event.js";
import { sampleLoad } from "./sample-load.js";
import { invalidRun, sampleRun, stuck } from "./sample-run.js";

const sampleFiles = ["login/one", "login/two", "share/three", "share/four", "share/five"].map(
  (name) => `scenarios/suites/${name}.yaml`,
);

test("each scenario gets a line, a failure says where, what and what was seen", () => {
  const text = line.render(sampleRun());
  expect(text).toContain("✓ A login works (30 ms)");
  expect(text).toContain("at scenarios/suites/login/two.yaml:7: expect: registered 1001");
  expect(text).toContain('expected:  registered: "1001"');
  expect(text).toContain("last seen: registered as 9000");
  expect(text).toContain("~ flaky A login wobbles (30 ms, try 2)");
  expect(text).toContain("failed: 1 passed, 1 failed, 1 flaky, 1 blocked, 1 skipped in 1.2 s (seed 42)");
});

test("a run that cannot be trusted says why", () => {
  expect(line.render(invalidRun())).toContain(`run invalid: ${stuck}\ninvalid: 1 passed`);
});

test("the live reporter prints the same lines as the report made afterwards", () => {
  let printed = "";
  const live = createLiveReporter({
    print: (text) => (printed += text),
    columns: () => 80,
    colour: false,
    files: sampleFiles,
    verbose: true,
  });
  for (const event of sampleRun()) live(event);
  expect(printed).toBe(line.render(sampleRun()));
});

test("progress names what runs and never goes into the report", () => {
  let progress = "";
  let printed = "";
  const live = createLiveReporter({
    print: (text) => (printed += text),
    progress: (text) => (progress += text),
    columns: () => 80,
    colour: false,
    files: sampleFiles,
    verbose: true,
  });
  for (const event of sampleRun()) live(event);
  expect(progress).toContain("[1/5] A login fails");
  expect(printed).not.toContain("[1/5]");
});

test("progress never wraps, however long the names and narrow the terminal", () => {
  let progress = "";
  let width = 20;
  const live = createLiveReporter({
    print: () => undefined,
    progress: (text) => (progress += text),
    columns: () => width,
    colour: false,
    files: sampleFiles,
    verbose: true,
  });
  for (const event of sampleRun()) {
    if (event.type === "scenario-start") live({ ...event, name: "x".repeat(200) });
    if (progress !== "") width = 150;
  }
  const lines = progress.split("\r\u001b[K").map((line) => line.length);
  expect(Math.max(...lines.slice(0, 2))).toBe(19);
  expect(Math.max(...lines)).toBe(149);
});

/** What a run prints without -v. */
function briefly(events: readonly TranscriptEvent[]): string {
  let printed = "";
  const live = createLiveReporter({
    print: (text) => {
      printed += text;
    },
    columns: () => 80,
    colour: false,
    files: sampleFiles,
    verbose: false,
  });
  for (const event of events) live(event);
  return printed;
}

test("without -v each suite gets a line, and each scenario that went wrong; the verdict comes last", () => {
  const heads = briefly(sampleRun())
    .split("\n")
    .filter((line) => /^\S/.test(line));
  expect(heads).toEqual([
    "✗ failed A login fails (30 ms)",
    "✗ login  1 passed, 1 failed (0.1 s)",
    "~ flaky A login wobbles (30 ms, try 2)",
    "! blocked A login cannot be judged (30 ms)",
    "! share  0 passed, 1 blocked, 1 flaky, 1 skipped (0.1 s)",
    "failed: A login fails",
    "blocked: A login cannot be judged",
    "failed: 1 passed, 1 failed, 1 flaky, 1 blocked, 1 skipped in 1.2 s (seed 42)",
  ]);
});

test("a suite that the run did not get through says how many are left", () => {
  const cut = sampleRun().filter(({ scenario }) => scenario === undefined || scenario < "d");
  expect(briefly(cut)).toContain("! share  0 passed, 1 flaky, 2 not ended (0.1 s)\n");
});

/** The sample run, where the scenarios of these ids were skipped. */
function skipping(...ids: string[]): TranscriptEvent[] {
  return sampleRun().map((event) => {
    const isEnd = event.type === "scenario-end" && ids.includes(event.scenario ?? "");
    return isEnd ? { ...event, verdict: "skipped", reason: "the run was interrupted" } : event;
  });
}

test("a suite that never ran has not passed, nor has one of which a part never ran", () => {
  const all = skipping("a", "b", "c", "d", "e");
  expect(briefly(all)).toContain("- login  0 passed, 2 skipped (");
  expect(line.render(all)).toContain("- share  0 passed, 3 skipped (");
  expect(briefly(skipping("b"))).toContain("- login  1 passed, 1 skipped (");
});

test("progress counts the failures so far", () => {
  let progress = "";
  const live = createLiveReporter({
    print: () => undefined,
    progress: (text) => {
      progress += text;
    },
    columns: () => 80,
    colour: false,
    files: sampleFiles,
    verbose: false,
  });
  for (const event of sampleRun()) live(event);
  expect(progress).toContain("[2/5] 1 failed · A login wobbles");
});

test.each([
  ["p95(register) < 1s", 1573.887, "1573.9 ms"],
  ["rate(registered) >= 99%", 0.9876, "98.76%"],
  ["count(failed) == 0", 105, "105"],
])("what was measured for %s has its unit", (text, measured, shown) => {
  const load = sampleLoad({ thresholds: [{ text, verdict: "broken", measured }] });
  expect(line.render(load)).toContain(`  ✗ ${text}  (${shown})\n`);
});

test("CPU of the generator reads as a sentence where it was not measured", () => {
  expect(line.render(sampleLoad())).toContain("to registration: 10 µs; per refresh: not measured\n");
});
