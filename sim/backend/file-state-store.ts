import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { DeskfleetError } from "../model/errors.js";
import { type FolderLock, lockFolder } from "./folder-lock.js";
import { type ModuleState, moduleStateSchema } from "./module/module-state.js";
import type { StateStore } from "./module/state-store.js";

/** The module's state in a folder on disk, which it has for itself until it is closed. */
export interface FileStateStore extends StateStore {
  /** Waits for what is being written and gives the folder back. */
  close(): Promise<void>;
}

const fileName = "state.json";

/**
 * @param folder made where it does not exist
 * @param onNote hears of a state that could not be read
 * @throws DeskfleetError DF_STATE_FOLDER where it cannot be used, or another backend uses it
 */
export async function openFileStateStore(
  folder: string,
  onNote: (text: string) => void,
): Promise<FileStateStore> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new DeskfleetError("DF_STATE_FOLDER", `cannot make ${folder}: ${reasonOf(cause)}`, { cause });
  }
  return new OpenFolder(folder, await lockFolder(folder), onNote);
}

class OpenFolder implements FileStateStore {
  readonly #folder: string;
  readonly #path: string;
  readonly #lock: FolderLock;
  readonly #note: (text: string) => void;
  /** The state to be written next: of several that come while one is being written, the newest alone. */
  #waiting: ModuleState | undefined;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(folder: string, lock: FolderLock, note: (text: string) => void) {
    this.#folder = folder;
    this.#path = join(folder, fileName);
    this.#lock = lock;
    this.#note = note;
  }

  /** A state that cannot be read is set aside, never overwritten: somebody may mend it. */
  async load(): Promise<ModuleState | undefined> {
    let text: string;
    try {
      text = await readFile(this.#path, "utf8");
    } catch (cause) {
      if (codeOf(cause) === "ENOENT") return undefined;
      throw new DeskfleetError("DF_STATE_FOLDER", `cannot read ${this.#path}: ${reasonOf(cause)}`, { cause });
    }
    const read = stateIn(text);
    if (typeof read !== "string") return read;
    const aside = `${this.#path}.broken-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
    await rename(this.#path, aside);
    this.#note(
      `${this.#path} is no state of a backend (${read}): it is kept as ${aside}, mappings start empty`,
    );
    return undefined;
  }

  save(state: ModuleState): Promise<void> {
    this.#waiting = state;
    this.#next ??= this.#writeNext();
    return this.#next;
  }

  async close(): Promise<void> {
    // Whoever asked for that write hears of its failure.
    await Promise.allSettled([this.#writing, this.#next]);
    await this.#lock.release();
  }

  async #writeNext(): Promise<void> {
    await this.#writing?.catch(() => undefined);
    const state = this.#waiting;
    this.#next = undefined;
    if (state === undefined) return;
    this.#writing = writeDurably(this.#folder, fileName, JSON.stringify(state));
    await this.#writing;
  }
}

/** @returns what is wrong with it, as text, where it is no state */
function stateIn(text: string): ModuleState | string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return "broken JSON";
  }
  const parsed = moduleStateSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unreadable"}`;
}

/**
 * Replaces a file as a whole: after a crash or a power cut the old content is there, or the new one. The folder is
 * flushed too, without which the new name itself may be lost (no library at hand does that).
 */
async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, name);
  const temporary = `${path}.new`;
  await flushed(temporary, "w", (file) => file.writeFile(text));
  await rename(temporary, path);
  await flushed(folder, "r", () => Promise.resolve());
}

async function flushed(
  path: string,
  flags: "w" | "r",
  work: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

function codeOf(cause: unknown): unknown {
  return (cause as { code?: unknown } | undefined)?.code;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
