import type { LookedAt } from "../../audit/looked-at.js";
import { printable } from "../../transcript/printable.js";
import { matrixSummary, matrixText } from "./matrix-text.js";
import { type CheckReport, countsText, type PlacedFinding } from "./report.js";

/** For people: who can call for help from where, each finding with what to do about it, and what was looked at. */
export function checkText({ lookedAt, checks, notJudged, emergency, findings }: CheckReport): string {
  const lines = [
    ...matrixText(emergency),
    ...(emergency.length > 0 ? [""] : []),
    ...findings.map(findingText),
    ...notJudged.map((what) => `not judged: ${what}`),
    `${lookedAtText(lookedAt)} looked at by ${checks} checks: ${[matrixSummary(emergency), countsText(findings)].filter((part) => part !== "").join("; ")}`,
  ];
  return printable(`${lines.join("\n")}\n`);
}

function findingText(finding: PlacedFinding): string {
  const { file, line, column, severity, check, rule, message, hint, snippet, proof } = finding;
  return [
    `${file}:${line}:${column}: ${severity} ${check}: ${message} (${rule})`,
    `  → ${hint}`,
    ...(snippet?.split("\n").map((each) => `      ${each}`) ?? []),
    ...(proof === undefined ? [] : [`    see it happen: deskfleet run ${proof}`]),
  ].join("\n");
}

function lookedAtText(seen: LookedAt): string {
  const able = seen.users === 0 ? "" : ` (${seen.hotdeskUsers} may log in)`;
  const parts = [
    `${counted(seen.users, "user")}${able}`,
    counted(seen.placeholders, "placeholder"),
    `${counted(seen.locations, "location")}${seen.desks > 0 ? ` with ${counted(seen.desks, "desk")}` : ""}`,
    counted(seen.modelLayouts, "model layout"),
    counted(seen.templates, "template"),
    counted(seen.routes, "route"),
  ];
  return parts.join(", ");
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
