import { lostOf } from "../../backend/asterisk/export/conf-text.js";
import type { ExportOptions } from "../../backend/asterisk/export/export-options.js";
import { isSame } from "../../backend/asterisk/export/far-ends.js";
import { amiHost } from "../../backend/asterisk/export/manager.js";
import { rtpPorts } from "../../backend/asterisk/export/platform.js";
import { DeskfleetError } from "../../model/errors.js";

/**
 * Refuses what Asterisk could not listen on, would call itself by, or would read as something else.
 * @throws DeskfleetError DF_CLI_USAGE
 */
export function refuseOptions(options: ExportOptions): void {
  const why = listeningFault(options) ?? farEndFault(options) ?? secretFault(options);
  if (why !== undefined) throw new DeskfleetError("DF_CLI_USAGE", why);
}

function listeningFault({ host, sipPort, sipTlsPort, amiPort }: ExportOptions): string | undefined {
  if (sipPort === sipTlsPort) return `port ${sipPort} is wanted for SIP over TCP and over TLS`;
  if (host === amiHost && (amiPort === sipPort || amiPort === sipTlsPort)) {
    return `port ${amiPort} is wanted for SIP and for AMI: --ami-port sets another one`;
  }
  // TLS is no UDP.
  if (sipPort >= rtpPorts.first && sipPort <= rtpPorts.last) {
    const range = `${rtpPorts.first} to ${rtpPorts.last}`;
    return `port ${sipPort} is wanted for SIP and for RTP, which has ${range}: --sip-port sets another one`;
  }
  return undefined;
}

/** A trunk that leads back would make a call from outside of each call, without an end. */
function farEndFault({ host, sipPort, psap, carrier }: ExportOptions): string | undefined {
  const own = { host, port: sipPort };
  const flag = isSame(own, psap) ? "--psap" : isSame(own, carrier) ? "--carrier" : undefined;
  return flag && `${flag} ${host}:${sipPort}: this is the PBX itself`;
}

/** Never shows the secret. */
function secretFault({ amiSecret }: ExportOptions): string | undefined {
  const lost = lostOf(amiSecret);
  return lost && `--ami-secret would lose ${lost}`;
}
