import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Check } from "../../audit/check.js";
import type { Finding } from "../../model/control/control-api.js";
import type { CheckReport, PlacedFinding } from "./report.js";

const levels = { error: "error", warning: "warning", advice: "note" } as const;

/**
 * SARIF 2.1.0 (OASIS), for code scanning and editors: the checks are its rules, so each finding can be looked up,
 * suppressed and followed over time.
 * @param version of deskfleet
 */
export function checkSarif(report: CheckReport, checks: readonly Check[], version: string): object {
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "deskfleet", version, rules: checks.map(ruleOf) } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.notJudged.map((what) => ({
              level: "note",
              message: { text: `not judged: ${what}` },
            })),
          },
        ],
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding) => resultOf(finding, checks)),
        properties: { lookedAt: report.lookedAt },
      },
    ],
  };
}

function ruleOf({ id, rules, severity, finds, proof }: Check): object {
  return {
    id,
    shortDescription: { text: finds },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: rules, ...(proof !== undefined && { proof }) },
  };
}

function resultOf(finding: PlacedFinding, checks: readonly Check[]): object {
  const { check, severity, rule, file, line, column, path, affects, proof } = finding;
  return {
    ruleId: check,
    ruleIndex: checks.findIndex(({ id }) => id === check),
    level: levels[severity],
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column },
        },
        logicalLocations: [{ fullyQualifiedName: path.join(".") }],
      },
    ],
    // A finding is the same one although lines above it come and go.
    partialFingerprints: { "checkAndPath/v1": `${check}:${path.join(".")}` },
    properties: { rule, ...(affects && { affects }), ...(proof !== undefined && { proof }) },
  };
}

function messageOf({ message, hint, snippet }: Finding): string {
  return [`${message}.`, hint, ...(snippet === undefined ? [] : [snippet])].join("\n");
}

/** A relative path stays relative: whoever reads the log has the file somewhere else. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split("/").map(encodeURIComponent).join("/");
}
