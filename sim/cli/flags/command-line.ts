import { DeskfleetError } from "../../model/errors.js";

/**
 * Puts a command line into the form in which yargs takes every word for what it is.
 * @param words as typed, without node and script
 * @throws DeskfleetError DF_CLI_USAGE for a switch with a value that is neither yes nor no
 */
export function plainWords(words: readonly string[]): string[] {
  return withoutDoubleDash(words).map(plainSwitch);
}

/**
 * What follows `--` is not a flag (POSIX, guideline 10). yargs would not give it to the command at all, which then ran
 * without its file; so it stands among the other words, a leading dash behind the folder that it is in.
 */
function withoutDoubleDash(words: readonly string[]): string[] {
  const at = words.indexOf("--");
  if (at < 0) return [...words];
  const operands = words.slice(at + 1).map((word) => (word.startsWith("-") ? `./${word}` : word));
  // Behind a flag that lacks its value they would become it.
  const before = words[at - 1]?.startsWith("-") ? at - 1 : at;
  return [...words.slice(0, before), ...operands, ...words.slice(before, at)];
}

/** The flags that are on or off, of all commands. */
export const switches = [
  "all",
  "bail",
  "enable-faults",
  "fail-on-flaky",
  "force",
  "fresh",
  "i-may-load-this",
  "json",
  "list",
  "list-faults",
  "sound",
  "strict",
  "tui",
  "until-stdin-ends",
  "verbose",
  "with-secrets",
] as const;

const on = ["true", "yes", "on", "1"];
const off = ["false", "no", "off", "0"];

/** `--list=yes` as `--list`, `--tui=0` as `--no-tui`: yargs takes every value but `true` for false. */
function plainSwitch(word: string): string {
  const [, name = "", value = ""] = /^--([a-z-]+)=(.*)$/s.exec(word) ?? [];
  if (!switches.some((each) => each === name)) return word;
  const said = value.trim().toLowerCase();
  if (on.includes(said)) return `--${name}`;
  if (off.includes(said)) return `--no-${name}`;
  throw new DeskfleetError(
    "DF_CLI_USAGE",
    `${word}: expected yes or no (--${name} means yes, --no-${name} means no)`,
  );
}
