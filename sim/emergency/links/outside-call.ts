import { decide } from "../../dialplan/decide.js";
import { type DecisionEnd, type DialLoad, noLoad } from "../../dialplan/decision.js";
import { type EmergencyOutcome, emergencyOutcome } from "../../dialplan/emergency-outcome.js";
import type { DeskNow } from "../desk-now.js";

/** Several links of one desk at one moment ask the same. */
const outcomes = new WeakMap<DeskNow, EmergencyOutcome>();

/** What the PBX would do with the number now, from this desk. */
export function outsideCall(desk: DeskNow): EmergencyOutcome {
  const known = outcomes.get(desk);
  if (known) return known;
  const { setup, number, backend } = desk;
  const end = endOf(desk, backend);
  const outcome = emergencyOutcome(setup, number, end, (trunk) => backend.trunkState(trunk));
  outcomes.set(desk, outcome);
  return outcome;
}

/** The same on an idle PBX whose trunks are all up. */
export function idleOutsideCall(desk: DeskNow): EmergencyOutcome {
  return emergencyOutcome(desk.setup, desk.number, endOf(desk, noLoad));
}

function endOf({ view, setup, number, backend }: DeskNow, load: DialLoad): DecisionEnd {
  const caller = { caller: view.extension ?? "", address: view.address };
  return decide({ ...caller, setup, number, epochMs: backend.wall(), load }).end;
}
