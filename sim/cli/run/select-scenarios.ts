import { existsSync } from "node:fs";
import { join } from "node:path";
import { collect, yamlFiles } from "../../files/package-files.js";
import { packageRoot } from "../../files/package-root.js";
import { readSource } from "../../files/read-source.js";
import { DeskfleetError } from "../../model/errors.js";
import { fileKind } from "../../model/files/file-kind.js";
import { nearestWord } from "../../model/files/nearest-word.js";
import type { SourceFile } from "../../model/files/source-file.js";
import { yamlOf } from "../../model/files/yaml-of.js";
import type { Profiles } from "../../model/profile/profile.js";
import { ruleIds } from "../../model/rules/rules.js";
import { parseSetup } from "../../model/setup/parse-setup.js";
import { loadScenario, type NamedSetup } from "../../scenario/file/load-scenario.js";
import type { PlannedScenario } from "../../scenario/file/scenario-file.js";
import { builtInMeant, builtInNames, builtInPath, namedSetupPath } from "../files/built-in-names.js";

/** No scenario that a person wrote is as long; checking one takes time with its length. */
const largestScenarioBytes = 1_000_000;

const ruleHint =
  "`deskfleet run --list` shows the rules that each scenario proves; docs/rules.md says what they mean.";

/** Which scenarios a command line asks for. */
export interface Selection {
  /** Files or folders; none: the suites that come with the package. */
  readonly paths: readonly string[];
  /** At least one of these; none given: all. */
  readonly tags: readonly string[];
  /** Part of the name or of the file, without regard to case. */
  readonly grep: string | undefined;
  /** At least one of these rules; none given: all. */
  readonly rules: readonly string[];
}

/**
 * Reads every scenario under the paths with its setup, then keeps those selected.
 * @throws DeskfleetErrors with the faults of all files together; DeskfleetError DF_CLI_USAGE for a tag or rule that
 * there is not, DF_CLI_NOTHING_SELECTED
 */
export function selectScenarios(
  { paths, tags, grep, rules }: Selection,
  profiles: Profiles,
): PlannedScenario[] {
  const roots =
    paths.length > 0
      ? paths.map((path) => builtInPath("suites", path))
      : [join(packageRoot, "scenarios", "suites")];
  const files = [...new Set(roots.flatMap(yamlFiles))];
  const setups = new Map<string, NamedSetup>();
  const planned = collect(files, (path) => {
    const source = readSource(path, largestScenarioBytes);
    // A folder may hold the setups, plans and targets of its scenarios too.
    const found = !roots.includes(path);
    if (found && (fileKind(source.text) ?? "scenario") !== "scenario") return [];
    return [planScenario(path, source, profiles, setups)];
  }).flat();
  if (planned.length === 0) throw nothingSelected({ paths, tags, grep, rules }, 0);
  const known = [...new Set(planned.flatMap(({ scenario }) => scenario.tags))].sort();
  if (tags[0] !== undefined && known.length === 0) {
    throw new DeskfleetError("DF_CLI_USAGE", `--tags ${tags[0]}: the selected scenarios have no tags`);
  }
  refuseUnknown("tags", tags, known, "no scenario has this tag", known.join(", "));
  // FreePBX has more rules than are listed, and scenarios may cite them.
  const cited = planned.flatMap(({ scenario }) => scenario.rules);
  refuseUnknown("rule", rules, [...ruleIds, ...cited], "unknown rule", "see docs/rules.md", ruleHint);
  const wanted = grep?.toLowerCase();
  const selected = planned.filter(({ scenario }) => {
    const tagged = tags.length === 0 || scenario.tags.some((tag) => tags.includes(tag));
    const text = `${scenario.name} ${scenario.file}`.toLowerCase();
    const proves = rules.length === 0 || scenario.rules.some((rule) => rules.includes(rule));
    return tagged && proves && (wanted === undefined || text.includes(wanted));
  });
  if (selected.length === 0) {
    throw nothingSelected({ paths, tags, grep, rules }, planned.length);
  }
  return selected;
}

function nothingSelected({ paths, tags, grep, rules }: Selection, searched: number): DeskfleetError {
  if (searched === 0) {
    return new DeskfleetError("DF_CLI_NOTHING_SELECTED", `there is no scenario in ${paths.join(", ")}`, {
      hint: "Name a scenario file, or a folder that holds some.",
    });
  }
  const asked = [
    ...tags.map((tag) => `--tags ${tag}`),
    ...rules.map((rule) => `--rule ${rule}`),
    ...(grep === undefined ? [] : [`--grep "${grep}"`]),
  ];
  return new DeskfleetError(
    "DF_CLI_NOTHING_SELECTED",
    `none of the ${searched} scenarios matches ${asked.join(" ")}`,
  );
}

/**
 * A word that selects nothing would go unnoticed beside one that does.
 * @throws DeskfleetError DF_CLI_USAGE
 */
function refuseUnknown(
  flag: string,
  asked: readonly string[],
  known: readonly string[],
  reason: string,
  whereNoneIsNear: string,
  hint?: string,
): void {
  const unknown = asked.find((each) => !known.includes(each));
  if (unknown === undefined) return;
  const nearest = nearestWord(unknown, known);
  const meant = nearest === undefined ? whereNoneIsNear : `did you mean "${nearest}"?`;
  throw new DeskfleetError("DF_CLI_USAGE", `--${flag} ${unknown}: ${reason} (${meant})`, {
    ...(hint !== undefined && { hint }),
  });
}

function planScenario(
  path: string,
  source: SourceFile,
  profiles: Profiles,
  setups: Map<string, NamedSetup>,
): PlannedScenario {
  const models = [...profiles.keys()];
  return loadScenario(source, models, (setup) => {
    const setupPath = namedSetupPath(path, setup);
    const named = setups.get(setupPath) ?? readSetup({ path: setupPath, name: setup }, source, models);
    setups.set(setupPath, named);
    return named;
  });
}

/** The setup of a scenario. */
interface Named {
  readonly path: string;
  /** As the scenario has it. */
  readonly name: string;
}

function readSetup(named: Named, scenario: SourceFile, models: readonly string[]): NamedSetup {
  const source = readNamed(named, scenario);
  return { source, setup: parseSetup(source, models) };
}

/** A file that cannot be read is the fault of the line that names it. */
function readNamed({ path, name }: Named, scenario: SourceFile): SourceFile {
  try {
    return readSource(path);
  } catch (error) {
    if (!(error instanceof DeskfleetError)) throw error;
    const position = yamlOf(scenario).position(["setup"]);
    const hint = `Name a file, by its path from the scenario, or a built-in setup: ${builtInNames("setups").join(", ")}.`;
    const meant = existsSync(path) ? "" : builtInMeant("setups", name);
    throw new DeskfleetError(error.code, `setup: ${error.message}${meant}`, { position, hint, cause: error });
  }
}
