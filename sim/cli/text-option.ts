import { DeskfleetError } from "../model/errors.js";

/**
 * Reads the value of a flag that may stand once only; yargs makes a list of a repeated one.
 * @throws DeskfleetError DF_CLI_USAGE
 */
export function singleText(flag: string): (value: unknown) => string | undefined {
  return (value) => {
    if (Array.isArray(value)) throw new DeskfleetError("DF_CLI_USAGE", `--${flag} may stand once only`);
    return value === undefined ? undefined : String(value);
  };
}
