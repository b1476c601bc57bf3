import { routeFor } from "../dialplan/route-for.js";
import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { placeholders } from "./hotdesk-users.js";

/** Restrictions of the placeholder must not touch emergency calls (HD-22, EH-10); a route must be there at all (HD-5). */
export function unreachableEmergency(setup: Setup): Finding[] {
  return placeholders(setup).flatMap((extension) =>
    setup.emergencyNumbers.flatMap((number): Finding[] => {
      const route = routeFor(setup, extension, number);
      if (route?.type === "emergency") return [];
      const closed = setup.routes.some(
        ({ type, deniedTo }) => type === "emergency" && deniedTo.includes(extension),
      );
      const message = route
        ? `${number} from logged-out phones (${extension}) takes route "${route.name}", which is not an emergency route`
        : `${number} from logged-out phones (${extension}) finds no route`;
      return [
        {
          severity: "error",
          rule: closed ? "HD-22" : "HD-5",
          path: ["routes"],
          message,
          hint: `Put a route of type emergency for ${number} above all others, open to ${extension}.`,
        },
      ];
    }),
  );
}
