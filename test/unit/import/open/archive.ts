import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { packTar, type TarHeader } from "modern-tar";
import { scratchFolder } from "../../../e2e/scratch.js";

/** Path in the archive → its text; a header of its own says what else an entry is. */
export type Entries = readonly (readonly [string, string] | Partial<TarHeader>)[];

export function tarOf(entries: Entries): Promise<Uint8Array> {
  return packTar(
    entries.map((entry) =>
      "length" in entry
        ? { header: { name: entry[0], size: new TextEncoder().encode(entry[1]).length }, body: entry[1] }
        : { header: { name: "", size: 0, ...entry } },
    ),
  );
}

/** A gzipped tar in a folder of the test's own. @param change what happened to its bytes on the way */
export async function archive(
  entries: Entries,
  change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
): Promise<string> {
  return fileOf("backup.tar.gz", change(gzipSync(await tarOf(entries))));
}

/** @returns the path of a new file */
export function fileOf(name: string, content: Uint8Array | string): string {
  const path = join(scratchFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** All files below a folder, as entries of an archive. */
export function entriesOf(folder: string): (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [relative(folder, path), readFileSync(path, "utf8")] as const);
}
