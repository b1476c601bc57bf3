import type { DeskWithout } from "../../sim/transcript/desks-without.js";
import { isDrill } from "../../sim/transcript/drill-tag.js";
import { emergencyFigures, type WatchedDesks } from "../../sim/transcript/emergency-figures.js";
import type { TranscriptEvent, Verdict } from "../../sim/transcript/event.js";
import { RunProgress, type RunSnapshot, type SuiteProgress } from "../../sim/transcript/run-progress.js";
import { summarizeRun, watchedIn } from "../../sim/transcript/run-summary.js";
import { secondsText } from "../../sim/transcript/seconds-text.js";
import { suiteNames, suiteOf } from "../../sim/transcript/suite-name.js";
import type { Colour } from "./colour.js";
import { desksWithoutLines } from "./desks-without-lines.js";
import { emergencyLines } from "./emergency-lines.js";
import { failureLines, noteLines, scenarioLine, totalLines } from "./scenario-lines.js";

export interface RunLinesOptions {
  /** Files of the scenarios that are planned, one each. */
  readonly files: readonly string[];
  /** A line per scenario; else one per suite, and those that went wrong. */
  readonly verbose: boolean;
  readonly colour: Colour;
  /** Of a drill: each desk that was without 911; absent: the first ten. */
  readonly allDesks?: boolean;
}

/** What there is to say of a run, event by event: each suite as it ends, each failure as it happens, the verdict last. */
export class RunLines {
  readonly #progress: RunProgress;
  readonly #options: RunLinesOptions;
  readonly #names: ReadonlyMap<string, string>;
  readonly #running = new Map<string, TranscriptEvent[]>();
  readonly #told = new Set<string>();
  /** What was noticed beside the steps of scenarios of which no line was printed, by suite. */
  readonly #untold = new Map<string, number>();
  /** Of every scenario that has ended. */
  readonly #desks: WatchedDesks[] = [];
  #isDrill = false;
  #start: TranscriptEvent | undefined;

  constructor(options: RunLinesOptions) {
    this.#options = options;
    this.#progress = new RunProgress(options.files);
    this.#names = suiteNames(this.#progress.snapshot().suites.map(({ suite }) => suite));
  }

  get progress(): RunSnapshot {
    return this.#progress.snapshot();
  }

  /** @returns the lines that this event gives rise to */
  after(event: TranscriptEvent): string[] {
    if (event.type === "run-start") {
      this.#start = event;
      return [...(event.remarks ?? [])];
    }
    if (event.type === "run-end") return this.end([this.#start ?? [], event].flat());
    if (event.scenario === undefined) return [];
    this.#progress.apply(event);
    const events = this.#running.get(event.scenario) ?? [];
    this.#running.set(event.scenario, events);
    events.push(event);
    if (event.type !== "scenario-end" || !event.final) return [];
    this.#running.delete(event.scenario);
    const ended = this.#progress.snapshot().suites.filter((suite) => count(suite) === suite.planned);
    return [...this.#scenarioLines(events), ...ended.flatMap((suite) => this.#suiteLine(suite))];
  }

  /**
   * The last lines.
   * @param events start and end of the run, or all there is of a run that was cut off
   */
  end(events: readonly TranscriptEvent[]): string[] {
    const open = this.#progress.snapshot().suites.filter((suite) => count(suite) > 0);
    const figures = emergencyFigures(this.#desks);
    return [
      ...open.flatMap((suite) => this.#suiteLine(suite)),
      ...this.#brokenLines(),
      "",
      ...this.#deskLines(figures?.without ?? []),
      ...emergencyLines(figures, this.#options.colour),
      ...totalLines(events, this.#options.colour),
    ];
  }

  #deskLines(without: readonly DeskWithout[]): string[] {
    const lines = this.#isDrill ? desksWithoutLines(without, this.#options.allDesks ?? false) : [];
    return lines.length === 0 ? [] : [...lines, ""];
  }

  #scenarioLines(events: readonly TranscriptEvent[]): string[] {
    const { colour, verbose } = this.#options;
    const [summary] = summarizeRun(events).scenarios;
    if (!summary) return [];
    this.#desks.push(watchedIn(summary));
    this.#isDrill ||= isDrill([summary]);
    const told = verbose || summary.verdict === "failed" || summary.verdict === "blocked";
    if (!told && summary.verdict !== "flaky") {
      const suite = suiteOf(summary.file);
      this.#untold.set(suite, (this.#untold.get(suite) ?? 0) + summary.notes.length);
      return [];
    }
    return [
      scenarioLine(summary, colour),
      ...noteLines(summary, colour),
      ...failureLines(events, summary, colour),
    ];
  }

  #suiteLine(suite: SuiteProgress): string[] {
    if (this.#told.has(suite.suite)) return [];
    this.#told.add(suite.suite);
    const { colour } = this.#options;
    const { passed, failed, blocked, flaky, skipped } = suite.ended;
    const others = Object.entries({ failed, blocked, flaky, skipped }).filter(([, number]) => number > 0);
    const counts = [`${passed} passed`, ...others.map(([verdict, number]) => `${number} ${verdict}`)];
    const left = suite.planned - count(suite);
    if (left > 0) counts.push(`${left} not ended`);
    const notes = this.#untold.get(suite.suite) ?? 0;
    if (notes > 0) counts.push(`${notes} ${notes === 1 ? "note" : "notes"} (-v shows them)`);
    const width = Math.max(...[...this.#names.values()].map(({ length }) => length));
    const name = (this.#names.get(suite.suite) ?? suite.suite).padEnd(width);
    const sign = signOf(failed, blocked + left, skipped, colour);
    const time = colour.dim(`(${secondsText(suite.durationMs)})`);
    return [`${sign} ${colour.bold(name)}  ${counts.join(", ")} ${time}`];
  }

  /** Once more in one place, where there is more than one to look for between the suites. */
  #brokenLines(): string[] {
    const broken = this.#progress.snapshot().broken;
    if (broken.length < 2) return [];
    const { colour } = this.#options;
    return [
      "",
      ...broken.flatMap(({ verdict, name, place }) => [
        `${colour.bad(verdict)}: ${name}`,
        `    ${colour.dim(place)}`,
      ]),
    ];
  }
}

/** The tick is for a suite of which all ran and passed. */
function signOf(failed: number, open: number, skipped: number, colour: Colour): string {
  if (failed > 0) return colour.bad("✗");
  if (open > 0) return colour.warn("!");
  return skipped > 0 ? colour.warn("-") : colour.good("✓");
}

function count({ ended }: SuiteProgress): number {
  return Object.values(ended satisfies Record<Verdict, number>).reduce((sum, each) => sum + each, 0);
}
