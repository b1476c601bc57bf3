import type { RuleId } from "../../sim/model/rules/rules.js";

/** Rules that nothing proves yet, each with the reason. A test holds it: what has a proof has no place here. */
export const notYet: Readonly<Partial<Record<RuleId, string>>> = {
  "PBX-119":
    "assigned extensions are for the user portal, which is not simulated; hot desking does not ask them",
  "PBX-130": "there is no voicemail to listen to, so no flag that opens it",
  "PBX-147":
    "call forward and Do Not Disturb are the only codes there are; pickup, spying and voicemail are missing",
  "PBX-148": "there is no voicemail to listen to",
  "F-53": "phones send nothing malformed, and the harness does not look for it in a message of another phone",
  "F-42": "the long run is a bench of minutes: no test plays hours of refreshes, calls and logins",
  "F-76": "phones have no firmware of their own that a template could change",
};
