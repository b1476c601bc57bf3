import { isToken } from "./characters.js";
import { formatParameters, type Parameters, parseParameters } from "./parameters.js";
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
  const first = text.indexOf("/");
  const second = text.indexOf("/", first + 1);
  if (first < 0 || second < 0) return undefined;
  if (text.slice(0, first).trim().toUpperCase() !== "SIP") return undefined;
  if (text.slice(first + 1, second).trim() !== "2.0") return undefined;
  const semicolon = text.indexOf(";", second);
  const sentBy = (semicolon < 0 ? text.slice(second + 1) : text.slice(second + 1, semicolon)).trim();
  const blank = sentBy.search(/[ \t]/);
  if (blank < 0) return undefined;
  const transport = sentBy.slice(0, blank);
  const address = sentBy.slice(blank).trim();
  // COLON may have blanks around it (RFC 3261 §25.1); almost no message does.
  const hostPort = parseHostPort(/[ \t]/.test(address) ? address.replace(/[ \t]*:[ \t]*/g, ":") : address);
  const params = parseParameters(semicolon < 0 ? "" : text.slice(semicolon));
  if (!isToken(transport) || !hostPort || !params) return undefined;
  return { transport, ...hostPort, params };
}

/** The reverse of `parseVia`. */
export function formatVia(via: Via): string {
  const port = via.port === undefined ? "" : `:${via.port}`;
  return `SIP/2.0/${via.transport} ${via.host}${port}${formatParameters(via.params)}`;
}
