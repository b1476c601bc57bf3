import { printable } from "../../sim/transcript/printable.js";
import { type ComparedScenario, type Comparison, verdictTexts } from "./comparison.js";

/** What differs and what could not be compared, each with its reasons, and how many were alike. */
export function comparisonText({ scenarios, troubles }: Comparison): string {
  const of = (kind: ComparedScenario["comparison"]) =>
    scenarios.filter(({ comparison }) => comparison === kind);
  const [same, differs, open] = [of("same"), of("differs"), of("not-compared")];
  const failed = same.filter(({ on }) => Object.values(on).every(({ verdict }) => verdict === "failed"));
  const totals = `${same.length} the same (${failed.length} of them failed), ${differs.length} differ, ${open.length} not compared`;
  const lines = [...troubles, ...differs.flatMap(linesOf), ...open.flatMap(linesOf), totals];
  return `${printable(lines.join("\n"))}\n`;
}

function linesOf(scenario: ComparedScenario): string[] {
  const { comparison, file, name } = scenario;
  return [
    `${comparison === "differs" ? "differs" : "not compared"}: ${name}`,
    `    ${file}`,
    ...verdictTexts(scenario).map((text) => `    ${text}`),
  ];
}
