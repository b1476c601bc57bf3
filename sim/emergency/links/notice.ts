import { noticeMoment } from "../../dialplan/notice-moment.js";
import { broken, type DeskNow, type LinkFault } from "../desk-now.js";
import { outsideCall } from "./outside-call.js";

/**
 * E10: a notice of the call would go out (PBX-98). It shows the number that the PSAP is shown, so it names the desk where
 * E8 holds. A setup in which no route sends any is a single fault of the whole site, which `check` tells once: the path of
 * every desk would be degraded by it for ever, and what changes on the day would not stand out any more.
 */
export function notice(desk: DeskNow): LinkFault {
  const outcome = outsideCall(desk);
  if ("broken" in outcome) return undefined;
  const { routes } = desk.setup;
  const route = routes.find(({ name }) => name === outcome.route);
  if (route === undefined || noticeMoment(desk.setup, route) !== undefined) return undefined;
  if (route.notify !== undefined) {
    return broken("its notice is never sent: the last route of the list decides when");
  }
  const told = routes.find(({ notify }) => notify !== undefined);
  return told && broken(`route "${route.name}" sends no notice, while "${told.name}" does`);
}
