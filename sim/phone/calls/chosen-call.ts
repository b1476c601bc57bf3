import { DeskfleetError } from "../../model/errors.js";
import type { Call } from "./call.js";

/** What is said where a hand finds no call. */
const nothingTo = {
  "hang up": "no call is up",
  "press keys": "no call is up",
  answer: "no call is ringing",
  reject: "no call is ringing",
  hold: "no call is up",
  resume: "no call is on hold",
} as const;

/**
 * The call that a hand means.
 * @param name of the call; without one there must be one candidate alone
 * @param candidates calls to which that can be done
 * @throws DeskfleetError DF_DESK_UNABLE
 */
export function chosenCall<Each extends Call>(
  phone: string,
  verb: keyof typeof nothingTo,
  name: string | undefined,
  candidates: readonly Each[],
): Each {
  const found = name === undefined ? candidates[0] : candidates.find(({ log }) => log.name === name);
  if (found !== undefined && (name !== undefined || candidates.length === 1)) return found;
  const unclear = candidates.length === 0 ? nothingTo[verb] : `${candidates.length} calls could be meant`;
  const what = name === undefined ? unclear : `it has no such call: ${name}`;
  throw new DeskfleetError("DF_DESK_UNABLE", `${phone} cannot ${verb}: ${what}`);
}
