/** What an output can show beside plain lines. */

/** True where a line may be overwritten: a terminal that moves its cursor (`TERM=dumb` does not). */
export function overwritable(output: NodeJS.WriteStream): boolean {
  return Boolean(output.isTTY) && process.env["TERM"] !== "dumb";
}

/** True where colour may be written: the same terminals, unless NO_COLOR asks for none. */
export function coloured(output: NodeJS.WriteStream): boolean {
  return overwritable(output) && (process.env["NO_COLOR"] ?? "") === "";
}
