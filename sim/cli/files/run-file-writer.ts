import { closeSync, openSync, writeFileSync } from "node:fs";
import { describeErrors } from "../../model/errors.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import { encodeEvent } from "../../transcript/run-file.js";
import { unwritable } from "./writable-path.js";

/** A run file that grows with the run: no matter what ends the process, everything up to then is in it. */
export interface RunFileWriter {
  /** Never throws: after the first failure, which is reported on stderr, nothing more is written. */
  readonly write: (event: TranscriptEvent) => void;
  readonly close: () => void;
  /** Why the file is not the whole run, so far; empty where it is. Such a run cannot be trusted. */
  readonly problems: () => readonly string[];
}

/** @throws DeskfleetError DF_FILE_WRITE where it cannot be opened */
export function openRunFile(path: string): RunFileWriter {
  const problems: string[] = [];
  const attempt = (act: () => void): void => {
    try {
      act();
    } catch (cause) {
      const error = unwritable(path, cause);
      problems.push(`the run file is incomplete: ${error.message}`);
      process.stderr.write(describeErrors([error]));
    }
  };
  const file = open(path);
  return {
    write: (event) => {
      // Unlike writeSync, it goes on until the whole line is written.
      if (problems.length === 0) attempt(() => writeFileSync(file, encodeEvent(event)));
    },
    close: () => attempt(() => closeSync(file)),
    problems: () => problems,
  };
}

function open(path: string): number {
  try {
    return openSync(path, "w");
  } catch (cause) {
    throw unwritable(path, cause);
  }
}
