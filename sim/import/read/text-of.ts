import { decodeText } from "../../model/files/decode-text.js";
import type { Fault, Read } from "./fault.js";

/**
 * The text of a file of a PBX, its lines ended by LF. What is not UTF-8 is read as Latin-1 (Windows-1252), as old
 * exports are written, and NUL bytes, which a crash of a disk leaves, are taken out: both are told, for names may be wrong.
 */
export function textOf(file: string, bytes: Uint8Array): Read<string> {
  const faults: Fault[] = [];
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    faults.push({ file, line: decoded.line, message: `${decoded.reason}: read as Latin-1` });
  }
  let text = decoded.ok ? decoded.text : new TextDecoder("windows-1252").decode(bytes);
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const line = lineAt(text, nul);
    faults.push({ file, line, message: "it holds NUL bytes, as a damaged copy does: they were left out" });
    text = text.replaceAll("\0", "");
  }
  return { content: text.replaceAll("\r\n", "\n"), faults };
}

/** The line that an offset of a text lies in, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
