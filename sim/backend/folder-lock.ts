import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DeskfleetError } from "../model/errors.js";

/** A folder that one process has for itself. */
export interface FolderLock {
  release(): Promise<void>;
}

const fileName = "lock";

/**
 * Takes a folder for this process alone. The lock of a process that is gone, killed included, counts for nothing, so
 * a backend can be started again at once.
 * @throws DeskfleetError DF_STATE_FOLDER where another process has it, or the folder cannot be written
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, fileName);
  // Made under another name and linked, the lock is never seen half written.
  const own = join(folder, `${fileName}.${randomUUID()}`);
  try {
    await writeFile(own, JSON.stringify(holder(process.pid)), { mode: 0o600 });
    try {
      await take(own, path, folder);
    } finally {
      await unlink(own);
    }
  } catch (error) {
    if (error instanceof DeskfleetError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeskfleetError("DF_STATE_FOLDER", `cannot lock ${folder}: ${reason}`, { cause: error });
  }
  return { release: () => unlink(path) };
}

async function take(own: string, path: string, folder: string): Promise<void> {
  if (await linked(own, path)) return;
  const held = await readFile(path, "utf8").catch(() => "");
  const pid = livingHolder(held);
  if (pid !== undefined) throw inUse(folder, pid);
  // Of several that find it stale, one alone moves this very lock away; the others find the new one in its place.
  const aside = `${own}.stale`;
  await rename(path, aside).catch(ignoreMissing);
  const moved = await readFile(aside, "utf8").catch(() => held);
  if (moved !== held) {
    await rename(aside, path);
    throw inUse(folder, livingHolder(moved));
  }
  await unlink(aside).catch(ignoreMissing);
  if (!(await linked(own, path)))
    throw inUse(folder, livingHolder(await readFile(path, "utf8").catch(() => "")));
}

function inUse(folder: string, pid: number | undefined): DeskfleetError {
  return new DeskfleetError(
    "DF_STATE_FOLDER",
    `${folder} is in use by another backend${pid === undefined ? "" : ` (process ${pid})`}`,
  );
}

/** @returns false where the name is taken */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

interface Holder {
  readonly pid: number;
  /** When the system started it: another process of that number has another one. undefined: the system does not say. */
  readonly started: string | undefined;
}

function holder(pid: number): Holder {
  return { pid, started: statusOf(pid)?.started };
}

/** @returns the process that holds the lock; undefined where it is gone, or the text is not a lock */
function livingHolder(text: string): number | undefined {
  let held: Partial<Holder>;
  try {
    held = JSON.parse(text) as Partial<Holder>;
  } catch {
    return undefined;
  }
  const { pid, started } = held;
  if (typeof pid !== "number" || !Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return undefined;
  const status = statusOf(pid);
  if (status === undefined) return pid === process.pid ? undefined : pid;
  return !status.ended && status.started === started ? pid : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** proc(5): the name in parentheses may hold anything; state is the field after it, start time the 20th. */
function statusOf(pid: number): { readonly ended: boolean; readonly started: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { ended: fields[0] === "Z" || fields[0] === "X", started: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}
