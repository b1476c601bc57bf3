import type { Setup } from "../../model/setup/setup.js";

/** What phones are told, and what is listened on. */
interface Reach {
  readonly setup: Setup;
  /** Numeric address that is listened on. */
  readonly host: string;
  /** Ports of the command line. */
  readonly asked: { readonly web: number | undefined; readonly sip: number | undefined };
  /** Whether the next start takes the same ports again. */
  readonly portsKept: boolean;
}

const ofEachMachine = /^(127\.|localhost$)/i;

/** Why phones may not find the backend, or not again after its next start: one sentence each. */
export function reachWarnings({ setup, host, asked, portsKept }: Reach): string[] {
  const told = setup.portSettings.fallbackHost;
  const portsFixed = (asked.web ?? setup.portSettings.port) > 0 && (asked.sip ?? setup.sipPort) > 0;
  const warnings: string[] = [];
  if (told !== host && ofEachMachine.test(told)) {
    warnings.push(
      `phones are told ${told} (port-settings.fallback-host), where only this machine is reached, and --host is ${host}: write fallback-host: ${host} into the setup`,
    );
  }
  if (!ofEachMachine.test(host) && !portsKept && !portsFixed) {
    warnings.push(
      "the ports change with each start, and phones keep the old ones: fix them with --web-port and --sip-port, or let --state keep them",
    );
  }
  return warnings;
}
