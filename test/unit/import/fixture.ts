import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { factsOf } from "../../../sim/import/from/facts-of-source.js";
import { mergeFacts } from "../../../sim/import/merge/merge-facts.js";
import { openSource } from "../../../sim/import/open/open-source.js";
import { scratchFolder } from "../../e2e/scratch.js";

/** A small backup of our own making, unpacked. Its numbers are fictitious (555-01xx). */
export const backup = "test/fixtures/freepbx";

/** The same PBX as Asterisk runs it: a copy of `/etc/asterisk`, and what `database show` prints. */
export const asterisk = "test/fixtures/freepbx-asterisk";

/** Its dial plan, in which something was replaced. */
export function running(from = "", to = ""): string {
  const text = readFileSync(join(asterisk, "extensions_additional.conf"), "utf8");
  if (!text.includes(from)) throw new Error(`the dial plan does not hold ${from}`);
  const path = join(scratchFolder(), "extensions_additional.conf");
  writeFileSync(path, text.replace(from, to));
  return path;
}

/** What deskfleet knows after reading these paths. */
export async function known(...paths: readonly string[]) {
  const read = [];
  for (const path of paths) read.push(factsOf(await openSource(path)));
  const merged = mergeFacts(read.flatMap(({ content }) => content));
  return { ...merged, faults: read.flatMap(({ faults }) => faults) };
}

/** A copy of that backup in which something was replaced in one of its files. */
export function changed(file: string, from: string, to: string): string {
  const folder = scratchFolder();
  cpSync(backup, folder, { recursive: true });
  const text = readFileSync(join(folder, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(join(folder, file), text.replace(from, to));
  return folder;
}
