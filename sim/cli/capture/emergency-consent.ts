import { type DialRules, dialGuard } from "../../fleet/dial-guard.js";
import { DeskfleetError } from "../../model/errors.js";
import type { SocketAddress } from "../../sip/transport/transport.js";

/** Of the PBX's own numbers nothing is known. */
const noPlan = { emergencyNumbers: [], extensions: {}, routes: [], trunks: {} };

/**
 * Emergency numbers that a capture hands on: by the rules that a simulated phone dials by on a target (emergency.md §7).
 * @param rules without a target nothing is handed on
 * @throws DeskfleetError DF_CLI_USAGE where a number that was asked for may not be: better now than in the call
 */
export function handedOn(rules: DialRules, registrar: SocketAddress): readonly string[] {
  if (rules.backend === "embedded") return [];
  const mayDial = dialGuard(rules, noPlan);
  for (const number of rules.allowed) {
    const reason = mayDial(number, registrar);
    if (reason !== true) throw new DeskfleetError("DF_CLI_USAGE", `--allow-emergency ${number}: ${reason}`);
  }
  return rules.allowed;
}
