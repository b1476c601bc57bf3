import { auditSetup } from "../../audit/audit-setup.js";
import { loadProfiles } from "../../files/package-files.js";
import { readSource } from "../../files/read-source.js";
import type { Finding } from "../../model/control/control-api.js";
import type { FilePosition } from "../../model/errors.js";
import { exitCodes } from "../../model/exit-codes.js";
import { yamlOf } from "../../model/files/yaml-of.js";
import { parseSetup } from "../../model/setup/parse-setup.js";
import { printable } from "../../transcript/printable.js";
import { builtInPath } from "../files/built-in-names.js";
import type { CheckArguments } from "./arguments.js";

type PlacedFinding = Finding & FilePosition;

const severities = ["error", "warning", "advice"] as const;

/**
 * Prints what the audit finds in a setup, the worst first; sets the exit code.
 * @throws DeskfleetErrors where the file is not a setup
 */
export function checkSetup(args: CheckArguments): void {
  const profiles = loadProfiles(args.profiles);
  const source = readSource(builtInPath("setups", args.setup));
  const setup = parseSetup(source, [...profiles.keys()]);
  const yaml = yamlOf(source);
  const findings = auditSetup(setup, profiles)
    .map((finding) => ({ ...finding, ...yaml.position(finding.path) }))
    .sort(bySeverityThenPlace);
  process.stdout.write(args.json ? asJson(setup.setup, findings) : printable(asText(findings)));
  if (findings.some(({ severity }) => severity === "error")) process.exitCode = exitCodes.failed;
}

function bySeverityThenPlace(left: PlacedFinding, right: PlacedFinding): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    left.line - right.line ||
    left.column - right.column
  );
}

function asJson(setup: string, findings: readonly PlacedFinding[]): string {
  return `${JSON.stringify({ setup, findings }, undefined, 2)}\n`;
}

function asText(findings: readonly PlacedFinding[]): string {
  const lines = findings.map(
    ({ file, line, column, severity, rule, message, hint }) =>
      `${file}:${line}:${column}: ${severity} ${rule}: ${message}\n  → ${hint}\n`,
  );
  const counts = severities.map((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    return `${count} ${count === 1 || severity === "advice" ? severity : `${severity}s`}`;
  });
  return `${lines.join("")}${findings.length === 0 ? "nothing found" : counts.join(", ")}\n`;
}
