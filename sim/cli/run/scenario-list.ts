import type { Scenario } from "../../scenario/file/scenario-file.js";
import { asJson } from "../view/as-json.js";

/** One scenario as a script reads it. */
interface ListedScenario {
  readonly file: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly rules: readonly string[];
  readonly policies: Scenario["policies"];
  readonly phones: number;
  readonly steps: number;
}

/** `deskfleet run --list --json`: an array in the order of the files. */
export function listAsJson(scenarios: readonly Scenario[]): string {
  const list = sorted(scenarios).map(
    ({ file, name, tags, rules, policies, phones, steps }): ListedScenario => ({
      file,
      name,
      tags,
      rules,
      policies,
      phones: phones.length,
      steps: steps.length,
    }),
  );
  return asJson(list);
}

/**
 * `deskfleet run --list`: file, what it is to show, tags, rules and policies of each scenario.
 * @param columns width of the terminal; Infinity for pipes, where one thing stays on one line
 */
export function listAsText(scenarios: readonly Scenario[], columns: number): string {
  const blocks = sorted(scenarios).map(({ file, name, tags, rules, policies }) => {
    const claims = [
      ["tags", tags.join(", ")],
      ["rules", rules.join(", ")],
      ["policies", Object.entries(policies).map(policyText).join(", ")],
    ] as const;
    const lines = claims.flatMap(([title, text]) =>
      text === "" ? [] : wrapped(`${title.padEnd(8)} ${text}`, columns, 4, 13),
    );
    return [file, ...wrapped(name, columns, 4, 4), ...lines, ""];
  });
  const count = `${scenarios.length} ${scenarios.length === 1 ? "scenario" : "scenarios"}`;
  return `${[...blocks.flat(), count].join("\n")}\n`;
}

function policyText([name, value]: readonly [string, string | undefined]): string {
  return `${name}=${value ?? ""}`;
}

function sorted(scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.toSorted((left, right) => (left.file < right.file ? -1 : left.file > right.file ? 1 : 0));
}

/** Breaks a text at its spaces. @param hang indentation of every line but the first */
function wrapped(text: string, columns: number, indent: number, hang: number): string[] {
  const lines: string[] = [];
  let line = " ".repeat(indent);
  let empty = true;
  for (const word of text.split(/ (?! )/)) {
    if (!empty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = " ".repeat(hang);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
