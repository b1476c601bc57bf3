import { isBlank, isToken, trimBlanks } from "./characters.js";
import { formatParameters, noParameters, type Parameters, parseParameters } from "./parameters.js";
import { parseHostPort } from "./uri.js";

/** One hop of the way back (RFC 3261 §20.42). */
export interface Via {
  /** `UDP`, `TCP`, `TLS` … as written. */
  readonly transport: string;
  readonly host: string;
  readonly port?: number;
  /** `branch`, `received`, `rport` ("" when asked for) … */
  readonly params: Parameters;
}

/**
 * Parses one Via value; split a list with `splitList` first. Blanks may stand around every separator.
 * @returns undefined if it is malformed or not SIP/2.0.
 */
export function parseVia(value: string): Via | undefined {
  const text = value.trim();
  const start = afterProtocol(text);
  const semicolon = text.indexOf(";", start);
  const sentBy = (semicolon < 0 ? text.slice(start) : text.slice(start, semicolon)).trim();
  let blank = 0;
  while (blank < sentBy.length && !isBlank(sentBy.charCodeAt(blank))) blank++;
  const transport = sentBy.slice(0, blank);
  const address = trimBlanks(sentBy.slice(blank));
  // COLON may have blanks around it (RFC 3261 §25.1); almost no message does.
  const isSpaced = address.includes(" ") || address.includes("\t");
  const hostPort = parseHostPort(isSpaced ? address.replace(/[ \t]*:[ \t]*/g, ":") : address);
  const params = semicolon < 0 ? noParameters : parseParameters(text.slice(semicolon));
  if (start === 0 || !isToken(transport) || !hostPort || !params) return undefined;
  return hostPort.port === undefined
    ? { transport, host: hostPort.host, params }
    : { transport, host: hostPort.host, port: hostPort.port, params };
}

/** Where the transport starts behind `SIP/2.0/`, 0 for another protocol. */
function afterProtocol(text: string): number {
  if (text.startsWith("SIP/2.0/")) return 8;
  return /^sip[ \t]*\/[ \t]*2\.0[ \t]*\//i.exec(text)?.[0].length ?? 0;
}

/** The reverse of `parseVia`. */
export function formatVia(via: Via): string {
  const port = via.port === undefined ? "" : `:${via.port}`;
  return `SIP/2.0/${via.transport} ${via.host}${port}${formatParameters(via.params)}`;
}
