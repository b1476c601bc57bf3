import { DeskfleetError } from "../../model/errors.js";
import type { ControlParts } from "./control-parts.js";
import { HttpRefusal } from "./http-refusal.js";

/**
 * Resolves when what was asked of the PBX is done, and what it shows is as it is now.
 * @throws HttpRefusal 501 where it cannot be like that, 502 where a PBX of somebody else cannot be asked
 */
export async function pbxUpToDate(pbx: Pick<ControlParts["pbx"], "upToDate">): Promise<void> {
  try {
    await pbx.upToDate();
  } catch (error) {
    if (!(error instanceof DeskfleetError)) throw error;
    throw new HttpRefusal(error.code === "DF_CAPABILITY" ? 501 : 502, error.message, error.hint);
  }
}
