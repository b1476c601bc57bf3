import type { Target } from "../../model/control/target.js";
import type { Setup } from "../../model/setup/setup.js";

/** The setup as phones of that target must have it. */
export function setupOn({ sip }: Pick<Target, "sip">, setup: Setup): Setup {
  return sip.transport === undefined ? setup : { ...setup, sipTransport: sip.transport };
}
