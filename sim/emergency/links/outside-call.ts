import { decide } from "../../dialplan/decide.js";
import { type DecisionEnd, type DialLoad, noLoad } from "../../dialplan/decision.js";
import { type EmergencyOutcome, emergencyOutcome } from "../../dialplan/emergency-outcome.js";
import type { DeskNow } from "../desk-now.js";

/** What the PBX would do with the number now, from this desk. */
export function outsideCall(desk: DeskNow): EmergencyOutcome {
  const { backend } = desk;
  return emergencyOutcome(desk.setup, desk.number, endOf(desk, backend), (trunk) =>
    backend.trunkState(trunk),
  );
}

/** The same on an idle PBX whose trunks are all up. */
export function idleOutsideCall(desk: DeskNow): EmergencyOutcome {
  return emergencyOutcome(desk.setup, desk.number, endOf(desk, noLoad));
}

function endOf({ view, setup, number, backend }: DeskNow, load: DialLoad): DecisionEnd {
  const caller = { caller: view.extension ?? "", address: view.address };
  return decide({ ...caller, setup, number, epochMs: backend.wall(), load }).end;
}
