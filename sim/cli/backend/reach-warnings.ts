import type { Setup } from "../../model/setup/setup.js";
import { isThisMachine } from "../target/this-machine.js";

/** The address that phones get, and the one that is listened on. */
interface Reach {
  readonly setup: Setup;
  /** Numeric address that is listened on. */
  readonly host: string;
  /** Ports of the command line. */
  readonly asked: { readonly web: number | undefined; readonly sip: number | undefined };
  /** Whether the next start takes the same ports again. */
  readonly portsKept: boolean;
}

/** Why phones may not find the backend, or not again after its next start: one sentence each. */
export function reachWarnings({ setup, host, asked, portsKept }: Reach): string[] {
  const fallback = setup.portSettings.fallbackHost;
  const portsFixed = (asked.web ?? setup.portSettings.port) > 0 && (asked.sip ?? setup.sipPort) > 0;
  const warnings: string[] = [];
  if (fallback !== host && isThisMachine(fallback)) {
    warnings.push(
      `phones are sent to ${fallback} (port-settings.fallback-host), which only this machine can reach, but --host is ${host}: write fallback-host: ${host} in the setup`,
    );
  }
  if (!isThisMachine(host) && !portsKept && !portsFixed) {
    warnings.push(
      "the ports change at every start, but phones remember the old ones: set --web-port and --sip-port, or use --state to keep them",
    );
  }
  return warnings;
}
