import type { z } from "zod";
import { type Setup, setupFileSchema } from "./setup.js";
import { type BrokenReference, brokenReferences } from "./setup-references.js";

type Path = readonly (string | number)[];
type Mapping = Record<string, unknown>;

/** Sections whose keys are names. */
const naming: readonly string[] = [
  "extensions",
  "groups",
  "locations",
  "model-layouts",
  "pin-sets",
  "templates",
  "time-groups",
  "trunks",
  "users",
];

/** What stands for a section without which nothing is a setup, where it has a fault itself. */
const bare: Readonly<Mapping> = { setup: "", "port-settings": { port: 0, protocol: "http" } };

/** More faults than anybody mends at once. */
const mostRounds = 100;

/**
 * The names that point at nothing in a content that is no setup yet: what the schema refuses is left out first. Only what is
 * certain is told: a name whose own entry has a fault may be there when that is mended.
 * @param content as it stands in the file
 */
export function brokenReferencesBeside(content: unknown, models: readonly string[]): BrokenReference[] {
  const sound = soundParts(content);
  if (sound === undefined) return [];
  return brokenReferences(sound.setup, models).filter(({ name }) => !sound.unsure.has(name));
}

interface SoundParts {
  readonly setup: Setup;
  /** Names whose entries lost a part. */
  readonly unsure: ReadonlySet<string>;
}

/** @returns undefined where nobody can say which names there are */
function soundParts(content: unknown): SoundParts | undefined {
  if (!isMapping(content)) return undefined;
  const left = structuredClone(content);
  const unsure = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const parsed = setupFileSchema.safeParse(left);
    if (parsed.success) return { setup: parsed.data, unsure };
    for (const path of parsed.error.issues.flatMap(pathsOf)) {
      const [section, entry] = path;
      if (section === undefined) return undefined;
      const removed = remove(left, path);
      // A section of names that is wrong as a whole, absent or misspelt: which names there would be is not known.
      if (removed.length < 2 && (naming.includes(String(section)) || !isKnown(section))) return undefined;
      if (removed.length < 2 && Object.hasOwn(bare, section)) left[section] = bare[String(section)];
      if (entry !== undefined) unsure.add(String(entry));
    }
  }
  return undefined;
}

function pathsOf(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}

function isKnown(section: string | number): boolean {
  return Object.hasOwn(setupFileSchema.in.shape, section);
}

/**
 * Takes the value away, or what holds it where it is not there at all (a field that must be). A list goes as a whole: its
 * other items would change their places.
 * @returns the path that went
 */
function remove(content: Mapping, path: Path): Path {
  const parents = path.map((_part, depth) => valueAt(content, path.slice(0, depth)));
  const list = parents.findIndex(Array.isArray);
  const upTo = list >= 0 ? path.slice(0, list) : path;
  const parent = valueAt(content, upTo.slice(0, -1));
  const key = String(upTo.at(-1));
  if (isMapping(parent) && Object.hasOwn(parent, key)) {
    delete parent[key];
    return upTo;
  }
  return upTo.length < 2 ? upTo : remove(content, upTo.slice(0, -1));
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      Array.isArray(value) ? value[Number(part)] : isMapping(value) ? value[part] : undefined,
    content,
  );
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
