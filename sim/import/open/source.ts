import type { Fault } from "../read/fault.js";
import type { FileKind } from "./file-kind.js";

/** A file out of a source, in memory. */
export interface OpenedFile {
  readonly kind: FileKind;
  /** Without its folder. */
  readonly name: string;
  /** As a message shows it: the source, and the file in it. */
  readonly shown: string;
  readonly bytes: Uint8Array;
}

/** What somebody handed over: a backup, a folder or a file. Nothing of it was written anywhere. */
export interface Source {
  /** As a message shows it. */
  readonly name: string;
  /** One of a kind, or of a name where several make up one configuration. */
  readonly files: readonly OpenedFile[];
  readonly faults: readonly Fault[];
  /** Backups in a folder: whole as they may be, they count only where they are named. */
  readonly unopened: readonly string[];
  /** What was chosen on behalf of the person who named it, as a sentence. */
  readonly chosen?: string;
}
