import { toldLocation } from "../../dialplan/told-location.js";
import { broken, type DeskNow, type LinkFault } from "../desk-now.js";
import { outsideCall } from "./outside-call.js";

/** E8: the PSAP would be told a number by which it finds this desk. */
export function identity(desk: DeskNow): LinkFault {
  const outcome = outsideCall(desk);
  if ("broken" in outcome) return undefined;
  const { location } = desk.view;
  if (location === undefined) return broken("the desk's location is not known");
  const told = toldLocation(desk.setup, outcome.reached.callerId, location);
  return told.broken === undefined ? undefined : broken(told.broken);
}
