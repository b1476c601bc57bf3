import { parseSipUri } from "../../sip/message/uri.js";
import type { SipProtocol } from "../../sip/transport/transport.js";

interface ConfiguredServer {
  /** IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * The SIP server of an account: `host`, `host:port`, `[v6]:port`, or all that as a SIP URI. A transport in it must be
 * that of the SIP profile, which decides.
 * @returns in words, why it cannot be used
 */
export function parseServer(text: string, protocol: SipProtocol): ConfiguredServer | string {
  const uri = parseSipUri(/^sips?:/i.test(text) ? text : `sip:${text}`);
  if (uri === undefined || uri.user !== undefined || uri.headers !== undefined)
    return "without a usable server";
  const asked = uri.params.get("transport")?.toLowerCase() ?? (uri.scheme === "sips" ? "tls" : protocol);
  if (asked !== protocol) return `its server ${text} asks for ${asked}, its transport is ${protocol}`;
  const other = [...uri.params.keys()].find((name) => name !== "transport");
  if (other !== undefined) return `its server ${text} has a parameter that is not simulated: ${other}`;
  const host = uri.host.replace(/^\[|\]$/g, "");
  return { host, port: uri.port ?? (protocol === "tls" ? 5061 : 5060) };
}
