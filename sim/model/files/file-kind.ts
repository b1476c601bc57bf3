import { DeskfleetError, DeskfleetErrors, errorCatalogue } from "../errors.js";
import type { SourceFile } from "./source-file.js";

/** Kinds of files that people write, by the word that begins them. */
const kinds = {
  scenario: { name: "a scenario", use: "`deskfleet run` plays it." },
  plan: { name: "a load plan", use: "`deskfleet load` runs it." },
  target: { name: "a target", use: "`deskfleet run --target` takes it." },
  profile: { name: "a phone profile", use: "`--profiles` takes the folder that it is in." },
  setup: {
    name: "a setup",
    use: "Use `deskfleet check`, `backend` or `watch`; scenarios and plans name it under `setup:`.",
  },
} as const;
export type FileKind = keyof typeof kinds;

/** What to do about a word or a value that the schema of a kind refuses. */
export function schemaHint(kind: FileKind): string {
  return errorCatalogue.DF_FILE_SCHEMA.hint.replace("<kind>", kind);
}

/**
 * What a file is meant to be, by its words alone: it may be broken otherwise.
 * @returns undefined where that is not clear
 */
export function fileKind(text: string): FileKind | undefined {
  const words = topWords(text).map(({ word }) => word);
  const kind = (Object.keys(kinds) as FileKind[]).find((each) => each === words[0]);
  // A scenario or a plan whose own word is missing, or stands below.
  if (kind === "setup" && ["scenario", "steps", "plan", "fleet"].some((word) => words.includes(word)))
    return undefined;
  return kind;
}

/**
 * One error for a file of another kind, instead of one for each of its words.
 * @throws DeskfleetErrors with DF_FILE_SCHEMA
 */
export function refuseOtherKind({ file, text }: SourceFile, wanted: FileKind): void {
  const kind = fileKind(text);
  const words = topWords(text);
  if (kind === undefined || kind === wanted) return;
  // Its own word stands below; but scenarios and plans have a `setup:` too.
  if (wanted !== "setup" && words.some(({ word }) => word === wanted)) return;
  const line = text.slice(0, words[0]?.index).split("\n").length;
  throw new DeskfleetErrors([
    new DeskfleetError("DF_FILE_SCHEMA", `this is ${kinds[kind].name}, not ${kinds[wanted].name}`, {
      position: { file, line, column: 1 },
      hint: kinds[kind].use,
    }),
  ]);
}

function topWords(text: string): { word: string | undefined; index: number }[] {
  return [...text.matchAll(/^([a-z][a-z-]*):/gm)].map(({ 1: word, index }) => ({ word, index }));
}
