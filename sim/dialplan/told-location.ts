import { addressListed } from "../model/setup/desk-location.js";
import type { Setup } from "../model/setup/setup.js";
import type { ShownCallerId } from "./decision.js";

/** Where the PSAP sends help by the number that it is shown, and in words what is wrong with that. */
export interface ToldLocation {
  /** What its list has for the number; absent: nothing. */
  readonly address?: string;
  /** Absent: help comes to the desk. */
  readonly broken?: string;
}

/**
 * Which address the PSAP has for a caller id, and whether the desk is there (EH-12 to EH-15, EH-31).
 * @param location of the desk, by its name in the setup; undefined: the setup does not know where it stands
 */
export function toldLocation(
  setup: Setup,
  callerId: ShownCallerId,
  location: string | undefined,
): ToldLocation {
  const known = addressListed(setup, callerId.number);
  const address = known === undefined ? {} : { address: known[1].address };
  const broken = (text: string): ToldLocation => ({ ...address, broken: text });
  if (callerId.withheld) return broken(`${callerId.number} is withheld: a PSAP may not be shown it`);
  if (known === undefined) return broken(`no location has the number ${callerId.number}`);
  const isHere = known[0] === location;
  const sameAddress = location !== undefined && setup.locations[location]?.address === known[1].address;
  return isHere || sameAddress ? address : broken(`help is sent to ${known[0]}`);
}
