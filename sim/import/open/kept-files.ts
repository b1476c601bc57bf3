import { DeskfleetError } from "../../model/errors.js";
import type { Fault } from "../read/fault.js";
import { fileKind, fileName } from "./file-kind.js";
import type { OpenLimits } from "./limits.js";
import type { OpenedFile } from "./source.js";

/** Collects the files of one source that are worth reading, within the limits. */
export class KeptFiles {
  readonly faults: Fault[] = [];
  /** Paths of archives in a folder: seen, not opened. */
  readonly backups: string[] = [];
  readonly #files = new Map<string, OpenedFile>();
  readonly #source: string;
  readonly #limits: OpenLimits;
  #bytes = 0;
  #seen = 0;

  constructor(source: string, limits: OpenLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  get files(): readonly OpenedFile[] {
    return [...this.#files.values()];
  }

  /** Counts an entry. @throws DeskfleetError DF_IMPORT_SOURCE where there are too many */
  see(): void {
    this.#seen += 1;
    if (this.#seen > this.#limits.entries) {
      throw tooMuch(`${this.#source} holds more than ${this.#limits.entries} files`);
    }
  }

  /** @throws DeskfleetError DF_IMPORT_SOURCE where a file is larger than any that FreePBX writes */
  checkSize(shown: string, size: number): void {
    if (size > this.#limits.fileBytes) {
      throw tooMuch(`${shown} has ${size} bytes, more than ${this.#limits.fileBytes}`);
    }
    if (this.#bytes + size > this.#limits.keptBytes) {
      throw tooMuch(`the files in ${this.#source} have more than ${this.#limits.keptBytes} bytes`);
    }
  }

  keep(path: string, shown: string, bytes: Uint8Array): void {
    const kind = fileKind(path);
    if (kind === undefined) return;
    const name = fileName(path);
    const key = kind === "pjsip-conf" ? name : kind;
    const twin = this.#files.get(key);
    if (twin !== undefined) {
      const message = `${twin.shown} is of the same kind: this one, the last, was read`;
      this.faults.push({ file: shown, message });
    }
    this.#bytes += bytes.length;
    this.#files.set(key, { kind, name, shown, bytes });
  }
}

function tooMuch(message: string): DeskfleetError {
  return new DeskfleetError("DF_IMPORT_SOURCE", message, {
    hint: "Hand over the parts that count: the modules core, userman, pinsets, timeconditions, and voicemail.conf.",
  });
}
