import { nearSuggestion } from "../../model/files/nearest-word.js";
import { unknownWords } from "./unknown-words.js";

/**
 * Says in our words what yargs found wrong with a command line: it speaks of arguments and options where a user
 * knows flags and files.
 * @param message of yargs
 * @param words of the command line
 * @param help of the command, or of the whole program where no command was found
 */
export function usageMessage(message: string, words: readonly string[], help: string): string {
  if (isProgramHelp(help)) return commandMessage(message, words, help);
  const [, flag] = /^Not enough arguments following: (.*)$/.exec(message) ?? [];
  if (flag !== undefined) return `--${flag} needs a value`;
  const [, required] = /^Missing required arguments?: (.*)$/m.exec(message) ?? [];
  if (required !== undefined)
    return `${required
      .split(", ")
      .map((name) => `--${name}`)
      .join(" and ")} must be given`;
  const [, lonely, needed] = /^Implications failed:\s*(\S+) -> (\S+)/.exec(message) ?? [];
  if (lonely !== undefined) return `--${lonely} needs --${needed} beside it`;
  if (message.startsWith("Not enough non-option arguments")) return missingArgument(help);
  const [, name = "", given = "", choices] =
    /Argument: (\S+), Given: (.*), Choices: (.*)$/m.exec(message) ?? [];
  if (choices === undefined) return unknownWords(message, words, help) ?? message;
  const argument = help.includes(`--${name} `) ? `--${name}` : `<${name}>`;
  return `${argument} ${unquoted(given)}: expected one of ${unquoted(choices)}`;
}

/** Whether a help text is that of the program and not of one of its commands. */
export function isProgramHelp(help: string): boolean {
  return help.startsWith("deskfleet <command>");
}

function commandMessage(message: string, words: readonly string[], help: string): string {
  const command = words.find((word) => !word.startsWith("-"));
  if (command === undefined) return words[0] === undefined ? message : `${words[0]}: ${message}`;
  const known = [...help.matchAll(/^ +deskfleet ([a-z]+)/gm)].map(([, name = ""]) => name);
  return `unknown command "${command}"${nearSuggestion(command, known)}`;
}

function missingArgument(help: string): string {
  const [usage = ""] = help.split("\n");
  const [name = "argument"] = /<[a-z-]+>/.exec(usage) ?? [];
  return `${name} is missing: ${usage.trim()}`;
}

function unquoted(text: string): string {
  return text.replaceAll('"', "");
}
