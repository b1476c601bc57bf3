import { broken, type DeskNow, type LinkFault } from "../desk-now.js";
import { outsideCall } from "./outside-call.js";

/**
 * E10: the notice that the route asks for would be sent. A route that asks for none is left to `check`. FreePBX sends
 * the notice of a call that was answered only where the last route of the list asks for the same (PBX-98).
 */
export function notice(desk: DeskNow): LinkFault {
  const outcome = outsideCall(desk);
  if ("broken" in outcome) return undefined;
  const { routes } = desk.setup;
  const wanted = routes.find(({ name }) => name === outcome.route)?.notify;
  if (wanted?.on !== "call" || routes.at(-1)?.notify?.on === "call") return undefined;
  return broken("no notice is sent: the last route of the list has none at the answer");
}
