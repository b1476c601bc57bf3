import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";

/** Over plain HTTP the PIN of every login can be read on the way (HD-35, policy pin-over-http). */
export function pinOverHttp(setup: Setup): Finding[] {
  const { pinOverHttp: policy, logoutConfirm } = setup.policies;
  if (setup.portSettings.protocol === "https" || policy === "allow") return [];
  const rest = { rule: "HD-35", hint: "Set the Phone Apps Protocol to https." };
  const path = ["port-settings", "protocol"];
  if (policy === "warn") {
    return [{ ...rest, severity: "warning", path, message: "voicemail PINs are sent over plain HTTP" }];
  }
  const reason = "PINs are refused over plain HTTP (policy pin-over-http)";
  const findings: Finding[] = [
    { ...rest, severity: "error", path, message: `no user can log in: ${reason}` },
  ];
  if (logoutConfirm === "pin") {
    // An admin can still log people in.
    const message = `no user can log out at the phone: a logout asks for the PIN, and ${reason}`;
    findings.push({ ...rest, severity: "error", path: ["policies", "logout-confirm"], message });
  }
  return findings;
}
