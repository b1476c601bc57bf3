import { DeskfleetError } from "../model/errors.js";
import type { Stage } from "./stage.js";

/**
 * What a phone shows proves nothing about a target whose PBX it does not register with.
 * @throws DeskfleetError DF_CAPABILITY with the first phone that was sent elsewhere
 */
export function requireTargetPbx({ backend, log }: Pick<Stage, "backend" | "log">): void {
  const { registrars } = backend.addresses;
  if (registrars === undefined) return;
  for (const event of log.all()) {
    if (event.type !== "sip" || event.direction !== "sent" || registrars.has(event.peer)) continue;
    if (!event.startLine.startsWith("REGISTER ")) continue;
    throw new DeskfleetError(
      "DF_CAPABILITY",
      `${event.phone ?? "a phone"} registers at ${event.peer}, and the target's PBX is at ${[...registrars].join(" or ")}: ` +
        "mend sip of the target file, or the server address of the template",
    );
  }
}
