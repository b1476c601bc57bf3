import type { Setup } from "../model/setup/setup.js";
import type { Found } from "./check.js";

/**
 * What to do about a finding. The admin of a FreePBX has no policies to set: there only what FreePBX itself can do is of
 * use, and nothing is printed to be pasted that the PBX does not know.
 * @param inFreepbx what its admin can do there
 * @param inSetup what changes the setup, where that is all there is
 */
export function adviceFor(
  { pbx }: Pick<Setup, "pbx">,
  inFreepbx: string,
  inSetup: Pick<Found, "hint" | "mend">,
): Pick<Found, "hint" | "mend"> {
  return pbx === "freepbx" ? { hint: `In FreePBX: ${inFreepbx}` } : inSetup;
}
