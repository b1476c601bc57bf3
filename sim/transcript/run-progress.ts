import type { TranscriptEvent, Verdict } from "./event.js";
import { suiteOf } from "./suite-name.js";

/** A scenario that runs now. */
export interface RunningScenario {
  readonly name: string;
  readonly file: string;
  /** The step that it is at, as a report shows it; undefined before the first. */
  readonly step: string | undefined;
}

/** A scenario that did not pass. */
export interface BrokenScenario {
  readonly name: string;
  readonly verdict: Verdict;
  /** File, and line of the step that broke. */
  readonly place: string;
  readonly reason: string;
}

export interface SuiteProgress {
  readonly suite: string;
  readonly planned: number;
  readonly ended: Readonly<Record<Verdict, number>>;
  /** Between its first start and its last end, in milliseconds. */
  readonly durationMs: number;
}

interface OpenSuite {
  readonly planned: number;
  readonly ended: Record<Verdict, number>;
  firstMs: number | undefined;
  lastMs: number;
}

/** Where a run of scenarios stands at a moment. */
export interface RunSnapshot {
  readonly ended: number;
  readonly total: number;
  readonly running: readonly RunningScenario[];
  /** Those that did not pass, so far; a flaky one is not among them. */
  readonly broken: readonly BrokenScenario[];
  /** In the order of the plan. */
  readonly suites: readonly SuiteProgress[];
}

/** Where a run of scenarios stands, kept up from the transcript. */
export class RunProgress {
  readonly #total: number;
  readonly #suites = new Map<string, OpenSuite>();
  readonly #running = new Map<string, RunningScenario>();
  readonly #broken: BrokenScenario[] = [];
  #ended = 0;

  /** @param files of the scenarios that are planned, one each */
  constructor(files: readonly string[]) {
    this.#total = files.length;
    for (const file of files) {
      const planned = (this.#suites.get(suiteOf(file))?.planned ?? 0) + 1;
      const ended = { passed: 0, failed: 0, flaky: 0, blocked: 0, skipped: 0 };
      this.#suites.set(suiteOf(file), { planned, ended, firstMs: undefined, lastMs: 0 });
    }
  }

  snapshot(): RunSnapshot {
    return {
      ended: this.#ended,
      total: this.#total,
      running: [...this.#running.values()],
      broken: [...this.#broken],
      suites: [...this.#suites].map(([suite, { planned, ended, firstMs, lastMs }]) => ({
        suite,
        planned,
        ended: { ...ended },
        durationMs: firstMs === undefined ? 0 : lastMs - firstMs,
      })),
    };
  }

  /** @returns true where something changed that can be shown */
  apply(event: TranscriptEvent): boolean {
    const id = event.scenario;
    if (id === undefined) return false;
    const running = this.#running.get(id);
    switch (event.type) {
      case "scenario-start": {
        const { name, file } = event;
        this.#running.set(id, { name, file, step: undefined });
        const suite = this.#suites.get(suiteOf(file));
        if (suite) suite.firstMs ??= event.atMs;
        return true;
      }
      case "step-start":
        if (running) this.#running.set(id, { ...running, step: event.text });
        return running !== undefined;
      case "scenario-end":
        if (!running || !event.final) return false;
        this.#end(id, running, event);
        return true;
      default:
        return false;
    }
  }

  #end(
    id: string,
    { name, file }: RunningScenario,
    { verdict, reason = "", atMs }: Extract<TranscriptEvent, { type: "scenario-end" }>,
  ): void {
    this.#running.delete(id);
    this.#ended++;
    const suite = this.#suites.get(suiteOf(file));
    if (suite) {
      suite.ended[verdict]++;
      suite.lastMs = atMs;
    }
    if (verdict !== "failed" && verdict !== "blocked") return;
    // The runner begins every reason with the line of the step.
    const line = /^line (\d+), /.exec(reason)?.[1];
    this.#broken.push({ name, verdict, place: line === undefined ? file : `${file}:${line}`, reason });
  }
}
