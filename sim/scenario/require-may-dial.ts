import { DeskfleetError } from "../model/errors.js";
import type { Handset } from "../phone/handset.js";
import type { Stage } from "./stage.js";

/**
 * To be asked before a step dials: from a number that may not be dialled on this backend nothing is learnt about it. The
 * phone has the same rule and refuses in any case; here it blocks the scenario.
 * @throws DeskfleetError DF_DIAL_REFUSED
 */
export function requireMayDial(
  { mayDial }: Pick<Stage, "mayDial">,
  { sipServer }: Pick<Handset, "sipServer">,
  number: string,
): void {
  // A phone without an account has no server to call and says so itself.
  const allowed = sipServer === undefined || mayDial(number, sipServer);
  if (allowed !== true) throw new DeskfleetError("DF_DIAL_REFUSED", allowed);
}
