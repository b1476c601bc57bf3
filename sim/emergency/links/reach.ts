import { broken, brokenByPhone, type DeskNow, type LinkFault } from "../desk-now.js";

/** E4: phone and PBX hear each other. */
export function reach({ view, backend, setup }: DeskNow): LinkFault {
  if (backend.outage !== undefined) return broken(backend.outage);
  if (backend.isBanned(view, setup)) return broken("its address is banned (intrusion detection)");
  if (view.registration !== "failing") return undefined;
  const { registrationReason = "no answer" } = view;
  return brokenByPhone(
    registrationReason === "no answer" ? "the PBX does not answer" : `cannot register: ${registrationReason}`,
  );
}
