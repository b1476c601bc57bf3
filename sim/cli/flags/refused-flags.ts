import { DeskfleetError } from "../../model/errors.js";

/**
 * Refuses flags that would have no effect, or another one than they say.
 * @param given flags with their dashes; undefined or false: not given
 * @param why what follows the flag: `goes with --drachtio`
 * @throws DeskfleetError DF_CLI_USAGE for the first that is given
 */
export function refuseFlags(given: Readonly<Record<string, unknown>>, why: string): void {
  for (const [flag, value] of Object.entries(given)) {
    if (value !== undefined && value !== false) throw new DeskfleetError("DF_CLI_USAGE", `${flag} ${why}`);
  }
}
