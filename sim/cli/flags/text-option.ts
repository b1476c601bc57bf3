import { DeskfleetError } from "../../model/errors.js";

/**
 * Reads the value of a flag that may stand once only; yargs makes a list of a repeated one.
 * @throws DeskfleetError DF_CLI_USAGE
 */
export function singleText(flag: string): (value: unknown) => string | undefined {
  return (value) => {
    if (Array.isArray(value)) throw new DeskfleetError("DF_CLI_USAGE", `--${flag} may be given only once`);
    return value === undefined ? undefined : filled(flag, value);
  };
}

/**
 * The same for a password: spaces at its ends are part of it.
 * @throws DeskfleetError DF_CLI_USAGE
 */
export function singleSecret(flag: string): (value: unknown) => string | undefined {
  const checked = singleText(flag);
  return (value) => (checked(value) === undefined ? undefined : String(value));
}

/**
 * Reads a flag that may repeat, one value each time. It is no `array` of yargs: that takes every word up to the next
 * flag, the path of a suite too.
 * @throws DeskfleetError DF_CLI_USAGE where a value is empty
 * @example { type: "string", coerce: repeatedText("report"), requiresArg: true, default: [] as string[] }
 */
export function repeatedText(flag: string): (value: unknown) => string[] {
  return (value) => asList(value).map((each) => filled(flag, each));
}

/**
 * The same for values that hold no comma, which may stand in one list as well.
 * @example --tags emergency,login --tags roam
 */
export function listedText(flag: string): (value: unknown) => string[] {
  return (value) =>
    asList(value)
      .flatMap((each) => (typeof each === "string" ? each.split(",") : [each]))
      .map((each) => filled(flag, each));
}

function asList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * Reads the argument of a command that names a file. An empty one is a variable that was not set, and no path.
 * @throws DeskfleetError DF_CLI_USAGE
 */
export function filledPath(name: string): (value: unknown) => string {
  return (value) => {
    const path = String(value);
    if (path.trim() === "") throw new DeskfleetError("DF_CLI_USAGE", `<${name}> is empty: give a file name`);
    return path;
  };
}

/** The same for arguments of which there may be none or several. */
export function filledPaths(name: string): (value: unknown) => string[] {
  return (value) => asList(value).map(filledPath(name));
}

function filled(flag: string, value: unknown): string {
  // `--no-grep`: yargs takes every flag for a switch.
  if (typeof value === "boolean") {
    throw new DeskfleetError("DF_CLI_USAGE", `--no-${flag}: leave --${flag} out instead`);
  }
  const text = String(value).trim();
  if (text === "") throw new DeskfleetError("DF_CLI_USAGE", `--${flag}: the value is empty`);
  return text;
}
