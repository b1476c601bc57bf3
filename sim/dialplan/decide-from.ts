import { decide } from "./decide.js";
import type { Decision, DialRequest } from "./decision.js";
import { identifiedByAddress } from "./identified-by-address.js";

/**
 * What the PBX does with a call from a place, its door included: where Match (Permit) of another extension holds the
 * address, the phone is taken for that one, and its own password is wrong (PBX-71).
 */
export function decideFrom(request: DialRequest): Decision {
  const { setup, caller, address } = request;
  const taken = address === undefined ? undefined : identifiedByAddress(setup, address);
  if (taken === undefined || taken === caller) return decide(request);
  const why = `the phone is taken for ${taken} by its address, and its password is wrong for that`;
  return {
    steps: [{ rule: "PBX-71", path: ["extensions", taken, "match-permit"], text: why }],
    end: { kind: "refuse", status: 401, why },
  };
}
