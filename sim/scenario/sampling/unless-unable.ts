import { DeskfleetError } from "../../model/errors.js";

/** A hand that comes at the wrong moment gets nothing, and no more. Anything else is not a matter of chance. */
export function unlessUnable(error: unknown): void {
  if (!(error instanceof DeskfleetError) || error.code !== "DF_DESK_UNABLE") throw error;
}
