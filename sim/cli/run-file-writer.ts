import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { DeskfleetError } from "../model/errors.js";
import type { TranscriptEvent } from "../transcript/event.js";
import { encodeEvent } from "../transcript/run-file.js";
import { shownPath } from "./package-files.js";

/** A run file that grows with the run: whatever ends the process, what happened so far is in it. */
export interface RunFileWriter {
  readonly write: (event: TranscriptEvent) => void;
  readonly close: () => void;
}

/** @throws DeskfleetError DF_FILE_WRITE */
export function openRunFile(path: string): RunFileWriter {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, "w");
    return { write: (event) => void writeSync(file, encodeEvent(event)), close: () => closeSync(file) };
  } catch (cause) {
    throw new DeskfleetError("DF_FILE_WRITE", `cannot write ${shownPath(path)}`, { cause });
  }
}
