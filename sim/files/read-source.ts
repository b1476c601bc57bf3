import { closeSync, openSync, readSync, statSync } from "node:fs";
import { DeskfleetError } from "../model/errors.js";
import { decodeText } from "../model/files/decode-text.js";
import type { SourceFile } from "../model/files/source-file.js";
import { fileProblem } from "./file-problem.js";
import { shownPath } from "./shown-path.js";

/** Reading files for the pure parsers of `model/`. */

/** Larger than any file that a person or a script writes for us; a setup of 5,000 users has a megabyte. */
const largestBytes = 64_000_000;

/** No string of Node is longer. */
const longestText = 500_000_000;

/**
 * @param limitBytes a larger file is refused, without reading on
 * @throws DeskfleetError DF_FILE_READ where it cannot be read, DF_FILE_TEXT where it is not text
 */
export function readSource(path: string, limitBytes = largestBytes): SourceFile {
  const file = shownPath(path);
  const decoded = decodeText(bytesOf(path, limitBytes));
  if (decoded.ok) return { file, text: decoded.text };
  const { line, column, reason } = decoded;
  throw new DeskfleetError("DF_FILE_TEXT", reason, { position: { file, line, column } });
}

/**
 * A run file, which may be large, and cut off anywhere.
 * @throws DeskfleetError DF_FILE_READ
 */
export function readRunFile(path: string): SourceFile {
  const bytes = bytesOf(path, longestText);
  const decoded = decodeText(bytes);
  return { file: shownPath(path), text: decoded.ok ? decoded.text : new TextDecoder().decode(bytes) };
}

/** The size that the system reports is checked first; for a pipe or a device it reports none. */
function bytesOf(path: string, limitBytes: number): Buffer {
  try {
    const { size } = statSync(path);
    if (size > limitBytes) throw new Error(`it has ${size} bytes, more than ${limitBytes}`);
    return readUpTo(path, limitBytes);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function readUpTo(path: string, limitBytes: number): Buffer {
  const file = openSync(path, "r");
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; size <= limitBytes; ) {
      const chunk = Buffer.alloc(65_536);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      size += read;
    }
    throw new Error(`it has more than ${limitBytes} bytes`);
  } finally {
    closeSync(file);
  }
}

/** Why a file or a folder cannot be read. */
export function unreadable(path: string, cause: unknown): DeskfleetError {
  const message = `cannot read ${shownPath(path)}: ${fileProblem(cause)}`;
  return new DeskfleetError("DF_FILE_READ", message, { cause });
}
