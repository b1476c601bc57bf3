import { DeskfleetError } from "../model/errors.js";
import type { Stage } from "./stage.js";

/**
 * What a phone shows proves nothing about a target whose PBX it does not register with.
 * @throws DeskfleetError DF_CAPABILITY with the first phone that was sent elsewhere
 */
export function requireTargetPbx({ backend, log }: Pick<Stage, "backend" | "log">): void {
  const { registrars } = backend.addresses;
  if (registrars === undefined) return;
  for (const [peer, phone] of log.registrars()) {
    if (registrars.has(peer)) continue;
    throw new DeskfleetError(
      "DF_CAPABILITY",
      `${phone} registers at ${peer}, and the target's PBX is at ${[...registrars].join(" or ")}: ` +
        "fix sip of the target file, or the server address of the template",
    );
  }
}
