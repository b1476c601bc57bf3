import { open, readFile, rename } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { z } from "zod";
import { DeskfleetError } from "../model/errors.js";

/** One JSON document on disk, replaced as a whole. */
export class StateFile<Content> {
  readonly #path: string;
  readonly #schema: z.ZodType<Content>;
  readonly #note: (text: string) => void;
  /** To be written next: of several that come while one is being written, the newest alone. */
  #waiting: { readonly content: Content } | undefined;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param note hears of content that could not be read */
  constructor(path: string, schema: z.ZodType<Content>, note: (text: string) => void) {
    this.#path = path;
    this.#schema = schema;
    this.#note = note;
  }

  /**
   * Content that cannot be read is set aside, never overwritten: an admin may repair it.
   * @returns undefined where there is none
   * @throws DeskfleetError DF_STATE_FOLDER where the file is there, but may not be read
   */
  async load(): Promise<Content | undefined> {
    const text = await this.#text();
    if (text === undefined) return undefined;
    const read = this.#parsed(text);
    if ("content" in read) return read.content;
    const kept = await this.setAside("broken");
    this.#note(
      `${this.#path} cannot be read (${read.fault}): it is kept as ${kept}, the backend starts without it`,
    );
    return undefined;
  }

  /** Keeps the content under another name, for people to read. @returns that name */
  async setAside(why: string): Promise<string> {
    const aside = `${this.#path}.${why}-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
    await rename(this.#path, aside);
    return basename(aside);
  }

  /** Resolves when the content would outlive a power cut. */
  save(content: Content): Promise<void> {
    this.#waiting = { content };
    this.#next ??= this.#writeNext();
    return this.#next;
  }

  /**
   * Resolves when nothing is being written. The caller that asked for a write learns of its failure, not the one that
   * waits here.
   */
  async idle(): Promise<void> {
    await Promise.allSettled([this.#writing, this.#next]);
  }

  async #writeNext(): Promise<void> {
    await this.#writing?.catch(() => undefined);
    const waiting = this.#waiting;
    this.#next = undefined;
    if (!waiting) return;
    this.#writing = writeDurably(this.#path, JSON.stringify(waiting.content));
    await this.#writing;
  }

  async #text(): Promise<string | undefined> {
    try {
      return await readFile(this.#path, "utf8");
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DeskfleetError("DF_STATE_FOLDER", `cannot read ${this.#path}: ${reason}`, { cause });
    }
  }

  #parsed(text: string): { readonly content: Content } | { readonly fault: string } {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return { fault: "broken JSON" };
    }
    const parsed = this.#schema.safeParse(json);
    if (parsed.success) return { content: parsed.data };
    const [issue] = parsed.error.issues;
    return { fault: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unreadable"}` };
  }
}

/**
 * Replaces a file as a whole: after a crash or a power cut the old content is there, or the new one. The folder is
 * flushed too, without which the new name itself may be lost (no library at hand does that).
 */
async function writeDurably(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  await flushed(temporary, "w", (file) => file.writeFile(text));
  await rename(temporary, path);
  await flushed(dirname(path), "r", () => Promise.resolve());
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
