import { noticeMoment } from "../../dialplan/notice-moment.js";
import { broken, type DeskNow, type LinkFault } from "../desk-now.js";
import { outsideCall } from "./outside-call.js";

/** E10: the notice that the route asks for would be sent (PBX-98). A route that asks for none is left to `check`. */
export function notice(desk: DeskNow): LinkFault {
  const outcome = outsideCall(desk);
  if ("broken" in outcome) return undefined;
  const route = desk.setup.routes.find(({ name }) => name === outcome.route);
  if (route?.notify === undefined || noticeMoment(desk.setup, route) !== undefined) return undefined;
  return broken("its notice is never sent: the last route of the list decides when");
}
