import type { Finding } from "../../../model/control-api.js";
import type { Setup } from "../../../model/setup.js";

/** Over plain HTTP the PIN of every login can be read on the way (HD-35, policy pin-over-http). */
export function pinOverHttp(setup: Setup): Finding[] {
  const policy = setup.policies.pinOverHttp;
  if (setup.portSettings.protocol === "https" || policy === "allow") return [];
  const refused = policy === "refuse";
  return [
    {
      severity: refused ? "error" : "warning",
      rule: "HD-35",
      path: ["port-settings", "protocol"],
      message: refused
        ? "nobody can log in: PINs are refused over plain HTTP (policy pin-over-http)"
        : "voicemail PINs travel over plain HTTP",
      hint: "Set the Phone Apps Protocol to https.",
    },
  ];
}
