import { audit, auditFacts } from "../../audit/audit-setup.js";
import { checks } from "../../audit/checks.js";
import { emergencyMatrix } from "../../audit/emergency-matrix.js";
import { lookedAt, notJudged } from "../../audit/looked-at.js";
import { loadProfiles } from "../../files/package-files.js";
import { packageVersion } from "../../files/package-root.js";
import { readSource } from "../../files/read-source.js";
import { DeskfleetError } from "../../model/errors.js";
import { exitCodes } from "../../model/exit-codes.js";
import { yamlOf } from "../../model/files/yaml-of.js";
import { parseSetup } from "../../model/setup/parse-setup.js";
import { builtInPath } from "../files/built-in-names.js";
import { asJson } from "../view/as-json.js";
import type { CheckArguments, CheckFormat } from "./arguments.js";
import { askedInFile } from "./asked-in-file.js";
import { explain, explanationText } from "./explain.js";
import { bySeverityThenPlace, type CheckReport } from "./report.js";
import { checkSarif } from "./sarif.js";
import { checkText } from "./text.js";

/**
 * Prints what the audit finds in a setup, the worst first, or what becomes of one number; sets the exit code.
 * @throws DeskfleetErrors where the file is not a setup; DeskfleetError DF_CLI_USAGE for two formats
 */
export function checkSetup(args: CheckArguments): void {
  const format = formatOf(args);
  const profiles = loadProfiles(args.profiles);
  const source = readSource(builtInPath("setups", args.setup));
  const setup = parseSetup(source, [...profiles.keys()]);
  const yaml = yamlOf(source);
  if (args.explain !== undefined) {
    const { explain: number, as, from, at: atMs = Date.now() } = args;
    const explanations = explain(setup, yaml, { number, as, from, atMs });
    process.stdout.write(
      format === "json" ? asJson({ explanations }) : explanationText(explanations, source.file),
    );
    if (explanations.some(({ psap }) => psap?.reached === false)) process.exitCode = exitCodes.failed;
    return;
  }
  const facts = auditFacts(setup, profiles);
  const report: CheckReport = {
    setup: setup.setup,
    lookedAt: lookedAt(facts),
    checks: checks.length,
    notJudged: [...notJudged(facts), ...askedInFile(source.text)],
    emergency: emergencyMatrix(facts, args.at ?? Date.now()),
    findings: audit(facts)
      .map((finding) => ({ ...finding, ...yaml.position(finding.path) }))
      .sort(bySeverityThenPlace),
  };
  process.stdout.write(print[format](report));
  const failing = args.strict ? ["error", "warning"] : ["error"];
  if (report.findings.some(({ severity }) => failing.includes(severity))) {
    process.exitCode = exitCodes.failed;
  }
}

function formatOf({ json, format }: CheckArguments): CheckFormat {
  if (json && format !== undefined && format !== "json") {
    throw new DeskfleetError("DF_CLI_USAGE", `--json and --format ${format} exclude each other`);
  }
  return json ? "json" : (format ?? "text");
}

const print: Readonly<Record<CheckFormat, (report: CheckReport) => string>> = {
  text: checkText,
  json: asJson,
  sarif: (report) => asJson(checkSarif(report, checks, packageVersion())),
};
