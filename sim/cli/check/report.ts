import type { EmergencyCell } from "../../audit/emergency-matrix.js";
import type { LookedAt } from "../../audit/looked-at.js";
import type { Finding } from "../../model/control/control-api.js";
import type { FilePosition } from "../../model/errors.js";

export type PlacedFinding = Finding & FilePosition;

/** What `deskfleet check` has to say; each format prints all of it. */
export interface CheckReport {
  /** One line on what the setup is. */
  readonly setup: string;
  readonly lookedAt: LookedAt;
  /** How many checks there are. */
  readonly checks: number;
  readonly notJudged: readonly string[];
  /** Who can call for help from where, at the moment of the check. */
  readonly emergency: readonly EmergencyCell[];
  /** The worst first, then by their place in the file. */
  readonly findings: readonly PlacedFinding[];
}

const severities = ["error", "warning", "advice"] as const;

export function bySeverityThenPlace(left: PlacedFinding, right: PlacedFinding): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    left.line - right.line ||
    left.column - right.column
  );
}

/** `1 error, 2 warnings, 3 advice`, or `nothing found`. */
export function countsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return "nothing found";
  return severities
    .map((severity) => {
      const count = findings.filter((each) => each.severity === severity).length;
      return `${count} ${count === 1 || severity === "advice" ? severity : `${severity}s`}`;
    })
    .join(", ");
}
