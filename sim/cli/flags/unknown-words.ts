import { suggestion } from "../../model/files/nearest-word.js";

/**
 * Says in our words which words of a command line a command does not know.
 * @param message of yargs
 * @param words of the command line
 * @param help of the command: the flags that it knows stand in it
 * @returns undefined where the message is about something else
 */
export function unknownWords(message: string, words: readonly string[], help: string): string | undefined {
  const [, list] = /^Unknown arguments?: (.*)$/s.exec(message) ?? [];
  if (list === undefined) return undefined;
  const unknown = list.split(", ");
  const known = [...help.matchAll(/^ +(?:-\w, )?--([a-z0-9-]+)/gm)].map(([, name = ""]) => name);
  const flags = words.filter((word) => word.startsWith("-") && unknown.includes(nameOf(word)));
  if (flags.length === 0) return `unexpected argument ${unknown.map((word) => `"${word}"`).join(", ")}`;
  return flags.map((word) => flagText(word, known)).join("\n");
}

function flagText(word: string, known: readonly string[]): string {
  const name = nameOf(word);
  const flag = word.split("=", 1)[0] ?? word;
  const [before = "", ...rest] = name.split(".");
  // A `.` for the space between a flag and its value.
  if (rest.length > 0 && known.includes(before)) {
    return `unknown flag ${flag} (did you mean "${word.replace(".", " ")}"?)`;
  }
  const dashed = known.map((each) => `--${each}`);
  return `unknown flag ${flag}${suggestion(`--${name}`, dashed, 0)}`;
}

function nameOf(word: string): string {
  return word.replace(/^--?(no-)?/, "").split("=", 1)[0] ?? "";
}
