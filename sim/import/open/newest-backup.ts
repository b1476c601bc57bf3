import { basename } from "node:path";
import { shownPath } from "../../files/shown-path.js";
import { DeskfleetError } from "../../model/errors.js";

/** As FreePBX names a whole backup: date and time, and seconds since 1970. */
const whole = /^(\d{8}-\d{6})-\d+-/;
/** That of one module. */
const single = /^([a-z]\w*)-(\d{8}-\d{6})-\d+-/i;

/**
 * The backup that is meant where a folder of them is named: the only one, or the newest whole one by its name. The time of
 * the file says nothing: a copy has its own.
 * @param backups paths; at least one
 * @throws DeskfleetError DF_IMPORT_SOURCE where that cannot be told; its hint is what to type
 */
export function newestBackup(folder: string, backups: readonly string[]): string {
  const [only] = backups;
  if (only !== undefined && backups.length === 1) return only;
  const [newest] = newestFirst(backups, (name) => whole.exec(name)?.[1]);
  if (newest !== undefined) return newest;
  const named = ofEachModule(backups);
  const meant = named.length > 0 ? named : [...backups].sort().slice(-1);
  throw new DeskfleetError(
    "DF_IMPORT_SOURCE",
    `${folder} holds ${backups.length} backups (${backups
      .map((path) => basename(path))
      .slice(0, 5)
      .join(", ")}${backups.length > 5 ? " …" : ""}), and no name says which one is the newest whole backup`,
    { hint: `Name what to read: deskfleet import ${meant.map(inShell).join(" ")} --to lab.yaml` },
  );
}

/** Those that have a time in their name, by it. */
function newestFirst(backups: readonly string[], timeOf: (name: string) => string | undefined): string[] {
  return backups
    .flatMap((path) => {
      const time = timeOf(basename(path));
      return time === undefined ? [] : [{ path, time }];
    })
    .sort((left, right) => (left.time < right.time ? 1 : -1))
    .map(({ path }) => path);
}

/** The newest of each module. */
function ofEachModule(backups: readonly string[]): string[] {
  const ofModule = new Map<string, string>();
  for (const path of newestFirst(backups, (name) => single.exec(name)?.[2])) {
    const module = single.exec(basename(path))?.[1] ?? "";
    if (!ofModule.has(module)) ofModule.set(module, path);
  }
  return [...ofModule.values()].sort();
}

function inShell(path: string): string {
  const shown = shownPath(path);
  return /^[\w./:@%+=-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
