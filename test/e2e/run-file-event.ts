import { once } from "node:events";
import { existsSync, readFileSync, watch } from "node:fs";
import { dirname } from "node:path";

/** Resolves when the run file, which grows with the run, has an event with all these fields. */
export async function written(runFile: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const watcher = watch(dirname(runFile));
  try {
    while (!hasEvent(runFile, fields)) await once(watcher, "change");
  } finally {
    watcher.close();
  }
}

function hasEvent(runFile: string, fields: Readonly<Record<string, unknown>>): boolean {
  if (!existsSync(runFile)) return false;
  const lines = readFileSync(runFile, "utf8").split("\n").slice(0, -1);
  return lines.some((line) => {
    const event = JSON.parse(line) as Record<string, unknown>;
    return Object.entries(fields).every(([name, value]) => event[name] === value);
  });
}
