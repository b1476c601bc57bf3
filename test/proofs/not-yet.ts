import type { RuleId } from "../../sim/model/rules/rules.js";

const noPrompt = "the PBX has no ears for a keypad yet: who is asked for a PIN is refused";
const noTrunkStates = "the far ends answer every call yet: no trunk is busy, silent or down";
const noFreePbxApi = "deskfleet speaks no GraphQL, and the embedded PBX offers none";

/** Rules that nothing proves yet, each with the reason. A test holds it: what has a proof has no place here. */
export const notYet: Readonly<Partial<Record<RuleId, string>>> = {
  "EH-29": "the panic button of the phones is not simulated",
  "PBX-90": noTrunkStates,
  "PBX-99": "such devices are no part of the ClearlyIP flow; a setup has no word for them",
  "PBX-100": "that mode is no part of the ClearlyIP flow; a setup has no word for it",
  "PBX-105": noPrompt,
  "PBX-106": noPrompt,
  "PBX-107": noPrompt,
  "PBX-108": noPrompt,
  "PBX-112": "phones send no RTP",
  "F-55": noFreePbxApi,
  "F-56": noFreePbxApi,
  "F-10":
    "played with a limit of one call (placeholder/calls-at-the-same-time-are-limited), not yet with three",
  "F-11g": noTrunkStates,
  "F-11h": noTrunkStates,
  "F-58": noTrunkStates,
  "F-66": "phones send no RTP",
};
