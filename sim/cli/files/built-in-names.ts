import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { packageRoot } from "../../files/package-root.js";
import { shownPath } from "../../files/shown-path.js";
import { DeskfleetError } from "../../model/errors.js";
import { suggestion } from "../../model/files/nearest-word.js";

/** What comes with the package, by the folder under `scenarios/` that it lies in. */
export type BuiltInKind = "suites" | "setups" | "plans";

/**
 * The path of what a user names: a file or folder, or else a built-in thing by its name, from any working folder. A
 * folder can be a suite and nothing else. A scenario has the name that findings give it: its suite's, and its own.
 * @throws DeskfleetError DF_FILE_READ where it is neither
 * @example builtInPath("plans", "morning")
 * @example builtInPath("suites", "emergency/full-logout-needs-consent")
 */
export function builtInPath(kind: BuiltInKind, named: string): string {
  const there = statSync(named, { throwIfNoEntry: false });
  if (there !== undefined && (kind === "suites" || !there.isDirectory())) return named;
  const found = builtIn(kind, named);
  if (found !== undefined) return found;
  const names = builtInNames(kind);
  const meant = builtInMeant(kind, named);
  const problem = there === undefined ? "no such file or folder" : "it is a folder, not a file";
  throw new DeskfleetError("DF_FILE_READ", `cannot read ${shownPath(named)}: ${problem}${meant}`, {
    hint: `Check the path, or name one of the built-in ${kind}: ${names.join(", ")}.`,
  });
}

/**
 * The path of the setup that a scenario or a plan names: a file, from where that one is, or else a built-in setup.
 * Whether the file is there is for its reader to say.
 * @param file the scenario or plan
 */
export function namedSetupPath(file: string, named: string): string {
  const path = resolve(dirname(file), named);
  return existsSync(path) ? path : (builtIn("setups", named) ?? path);
}

/** ` (did you mean "two-offices"?)`, where a name is near to a built-in one, its ending or none; empty for a path. */
export function builtInMeant(kind: BuiltInKind, named: string): string {
  const name = named.replace(/\.ya?ml$/i, "");
  return /[./\\]/.test(name) ? "" : suggestion(name, builtInNames(kind), 0);
}

/** What comes with the package, by name. */
export function builtInNames(kind: BuiltInKind): string[] {
  return entriesOf(kind).map(nameOf);
}

/** For the help of an argument. @param file what else it may be */
export function builtInOr(file: string, kind: BuiltInKind): string {
  return `${file}, or a built-in one: ${builtInNames(kind).join(", ")}`;
}

function builtIn(kind: BuiltInKind, named: string): string | undefined {
  const found = entriesOf(kind).find((entry) => nameOf(entry) === named);
  if (found !== undefined) return join(folderOf(kind), found);
  const scenario = join(folderOf(kind), `${named}.yaml`);
  return /^[a-z0-9-]+\/[a-z0-9-]+$/.test(named) && existsSync(scenario) ? scenario : undefined;
}

function entriesOf(kind: BuiltInKind): string[] {
  return readdirSync(folderOf(kind));
}

function folderOf(kind: BuiltInKind): string {
  return join(packageRoot, "scenarios", kind);
}

function nameOf(entry: string): string {
  return entry.replace(/\.yaml$/, "");
}
