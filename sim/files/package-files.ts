import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DeskfleetError, DeskfleetErrors, describeError } from "../model/errors.js";
import type { SourceFile } from "../model/files/source-file.js";
import { parseProfile } from "../model/profile/parse-profile.js";
import type { Profile, Profiles } from "../model/profile/profile.js";
import { parseSetup } from "../model/setup/parse-setup.js";
import type { Setup } from "../model/setup/setup.js";
import { packageRoot } from "./package-root.js";
import { readSource, unreadable } from "./read-source.js";

/** The files that come with the package, and folders of such files: the only place that knows where they lie. */

/**
 * All YAML files in a folder and the folders below it, or the file itself; sorted. What other tools keep there
 * (`node_modules`, `.git` and the like) is left alone.
 * @throws DeskfleetError DF_FILE_READ
 */
export function yamlFiles(path: string): string[] {
  try {
    return statSync(path).isDirectory() ? yamlFilesBelow(path).sort() : [path];
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function yamlFilesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    if (entry.isDirectory()) return yamlFilesBelow(path);
    return entry.isFile() && /\.ya?ml$/i.test(entry.name) ? [path] : [];
  });
}

/**
 * The package's profiles, and those of a folder of the user's, which win over ours of the same model.
 * @throws DeskfleetErrors, all faults of all files together
 */
export function loadProfiles(userFolder?: string): Profiles {
  const folders = [join(packageRoot, "profiles"), ...(userFolder === undefined ? [] : [userFolder])];
  const families = new Map<string, SourceFile>();
  const byFolder = folders.map((folder) => {
    const sources: SourceFile[] = [];
    for (const path of yamlFiles(folder)) {
      const family = /(?:^|[\\/])families[\\/]([^\\/]+)\.ya?ml$/i.exec(path)?.[1];
      if (family === undefined) sources.push(readSource(path));
      else families.set(family, readSource(path));
    }
    return sources;
  });
  return new Map(
    byFolder.flatMap((sources) => {
      const profiles = collect(sources, (source) => ({ source, profile: parseProfile(source, families) }));
      refuseTwins(profiles);
      return profiles.map(({ profile }) => [profile.model, profile] as const);
    }),
  );
}

/** A user's profile replaces ours of that model; which of two in one folder is meant nobody can say. */
function refuseTwins(profiles: readonly { readonly source: SourceFile; readonly profile: Profile }[]): void {
  const seen = new Map<string, string>();
  for (const { source, profile } of profiles) {
    const other = seen.get(profile.model);
    if (other !== undefined) {
      throw new DeskfleetError(
        "DF_FILE_REFERENCE",
        `${source.file}: the model ${profile.model} is described in ${other} already; give it another name, or remove one`,
      );
    }
    seen.set(profile.model, source.file);
  }
}

/** @throws DeskfleetErrors */
export function loadSetup(path: string, profiles: Profiles): Setup {
  return parseSetup(readSource(path), [...profiles.keys()]);
}

/** Runs a parser over many inputs and throws the errors of all of them together, each once. */
export function collect<Input, Output>(inputs: readonly Input[], parse: (input: Input) => Output): Output[] {
  const outputs: Output[] = [];
  const errors: DeskfleetError[] = [];
  for (const input of inputs) {
    try {
      outputs.push(parse(input));
    } catch (error) {
      if (error instanceof DeskfleetErrors) errors.push(...error.errors);
      else if (error instanceof DeskfleetError) errors.push(error);
      else throw error;
    }
  }
  const once = new Map(errors.map((error) => [describeError(error), error]));
  if (once.size > 0) throw new DeskfleetErrors([...once.values()]);
  return outputs;
}
