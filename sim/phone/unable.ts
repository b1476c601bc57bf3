import { DeskfleetError } from "../model/errors.js";

/**
 * The phone cannot take an input in its present state.
 * @param what the input, e.g. `press "Login"`
 */
export function unable(what: string, why: string): DeskfleetError {
  return new DeskfleetError("DF_DESK_UNABLE", `${what}: ${why}`);
}
