import { answers } from "./answers.js";
import { bindings } from "./bindings.js";
import { calls } from "./calls.js";
import { contacts } from "./contacts.js";
import { credentials } from "./credentials.js";
import { gates } from "./gates.js";
import { limits } from "./limits.js";
import { matchPermit } from "./match-permit.js";
import { settings } from "./settings.js";
import type { WireProof } from "./wire-proof.js";

/** The proofs of each file of this folder. A test holds this list against the folder. */
export const wireProofs: Readonly<Record<string, readonly WireProof[]>> = {
  answers,
  bindings,
  calls,
  contacts,
  credentials,
  gates,
  limits,
  "match-permit": matchPermit,
  settings,
};
