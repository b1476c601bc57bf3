import type { Verdict } from "../../transcript/event.js";
import { printable } from "../../transcript/printable.js";
import type { ScenarioSummary } from "../../transcript/run-summary.js";

/** What became of the same scenarios on one backend. */
export interface PlacedRun {
  /** `embedded`, or the target file. */
  readonly place: string;
  readonly scenarios: readonly Pick<ScenarioSummary, "id" | "file" | "name" | "verdict" | "reason">[];
}

/** One scenario on all of them. `differs`: judged on each that could, and not alike. */
export interface ComparedScenario {
  readonly file: string;
  readonly name: string;
  readonly comparison: "same" | "differs" | "not-compared";
  readonly on: Readonly<Record<string, { readonly verdict: Verdict; readonly reason?: string }>>;
}

const unjudged: ReadonlySet<Verdict> = new Set(["blocked", "skipped"]);

/** Pure. A verdict that nobody could give is no difference between two PBXs. */
export function compareRuns(runs: readonly PlacedRun[]): ComparedScenario[] {
  const [first] = runs;
  return (first?.scenarios ?? []).map(({ id, file, name }) => {
    const found = runs.map(({ place, scenarios }) => {
      const { verdict = "skipped", reason } = scenarios.find((each) => each.id === id) ?? {};
      return [place, { verdict, ...(reason !== undefined && { reason }) }] as const;
    });
    const verdicts = found.map(([, { verdict }]) => (verdict === "flaky" ? "passed" : verdict));
    const isJudged = !verdicts.some((each) => unjudged.has(each));
    const comparison = !isJudged ? "not-compared" : new Set(verdicts).size === 1 ? "same" : "differs";
    return { file, name, comparison, on: Object.fromEntries(found) };
  });
}

/** What differs and what could not be compared, each with its reasons, and how many were alike. */
export function comparisonText(compared: readonly ComparedScenario[]): string {
  const of = (kind: ComparedScenario["comparison"]) =>
    compared.filter(({ comparison }) => comparison === kind);
  const [same, differs, open] = [of("same"), of("differs"), of("not-compared")];
  const failed = same.filter(({ on }) => Object.values(on).every(({ verdict }) => verdict === "failed"));
  const totals = `${same.length} the same (${failed.length} of them failed), ${differs.length} differ, ${open.length} not compared`;
  const lines = [...differs.flatMap(linesOf), ...open.flatMap(linesOf), totals];
  return `${printable(lines.join("\n"))}\n`;
}

function linesOf({ comparison, file, name, on }: ComparedScenario): string[] {
  return [
    `${comparison === "differs" ? "differs" : "not compared"}: ${name}`,
    `    ${file}`,
    ...Object.entries(on).map(
      ([place, { verdict, reason }]) =>
        `    ${place}: ${verdict}${reason === undefined || verdict === "passed" ? "" : `: ${reason}`}`,
    ),
  ];
}
