import { DeskfleetError } from "../model/errors.js";
import { runFileVersion, type TranscriptEvent } from "./event.js";
import { findGaps, markInvalid, type PlacedEvent } from "./run-file-gaps.js";

/**
 * The run file: one event per line as JSON (NDJSON), the first being `run-start` with its version.
 * A file that was cut off in mid-line is still read up to there: what was recorded is never lost.
 */

/** One line, with its line end. */
export function encodeEvent(event: TranscriptEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/** What a run file held. */
export interface RunFile {
  /** Of one run. Where something is missing, its end says that it is invalid, and why. */
  readonly events: readonly TranscriptEvent[];
  /** Lines that could not be read, by number from 1: the end of a file that was cut off. */
  readonly damagedLines: readonly number[];
  /** Why this is not one whole run, in words; empty where it is, or was cut off at its end. */
  readonly problems: readonly string[];
}

/**
 * @param file name for messages
 * @throws DeskfleetError DF_RUN_FILE where it is not a run file, or of a version that is not known
 */
export function decodeRunFile(file: string, text: string): RunFile {
  const placed: PlacedEvent[] = [];
  const damagedLines: number[] = [];
  const problems: string[] = [];
  for (const [index, content] of text.split("\n").entries()) {
    const line = index + 1;
    if (content.trim() === "") continue;
    const event = decodeLine(content);
    if (event?.type === "run-start" && placed.length > 0) {
      problems.push(`another run begins at line ${line}: only the first one is reported`);
      break;
    }
    if (event) placed.push({ line, event });
    else damagedLines.push(line);
    if (index === 0) checkStart(file, event);
  }
  if (placed.length === 0) throw new DeskfleetError("DF_RUN_FILE", `${file}: the file holds no event`);
  problems.unshift(...findGaps(placed));
  const events = placed.map(({ event }) => event);
  return {
    events: markInvalid(
      events,
      problems.map((problem) => `the run file is not one whole run: ${problem}`),
    ),
    damagedLines,
    problems,
  };
}

function decodeLine(line: string): TranscriptEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return undefined;
    const { type, seq, atMs } = value as Record<string, unknown>;
    const whole = typeof type === "string" && typeof seq === "number" && typeof atMs === "number";
    return whole ? (value as TranscriptEvent) : undefined;
  } catch {
    return undefined;
  }
}

function checkStart(file: string, event: TranscriptEvent | undefined): void {
  if (event?.type !== "run-start") {
    throw new DeskfleetError(
      "DF_RUN_FILE",
      `${file}:1: not a run file: its first line is not a run-start event`,
    );
  }
  if (event.runFileVersion !== runFileVersion) {
    throw new DeskfleetError(
      "DF_RUN_FILE",
      `${file}:1: this run file has version ${event.runFileVersion}, but this deskfleet reads version ${runFileVersion}`,
      { hint: "Use the version of deskfleet that wrote the file." },
    );
  }
}
