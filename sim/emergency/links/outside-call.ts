import { decide } from "../../dialplan/decide.js";
import { type DialLoad, noLoad } from "../../dialplan/decision.js";
import { type EmergencyOutcome, emergencyOutcome } from "../../dialplan/emergency-outcome.js";
import type { DeskNow } from "../desk-now.js";

/** What the PBX would do with the number now, from this desk. */
export function outsideCall(desk: DeskNow, load: DialLoad = desk.backend): EmergencyOutcome {
  const { view, setup, number, epochMs } = desk;
  const request = { setup, caller: view.extension ?? "", address: view.address, number, epochMs, load };
  return emergencyOutcome(setup, number, decide(request).end);
}

/** The same on an idle PBX. */
export function idleOutsideCall(desk: DeskNow): EmergencyOutcome {
  return outsideCall(desk, noLoad);
}
