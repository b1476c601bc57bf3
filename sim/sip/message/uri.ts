import { isHost, parsePort } from "./characters.js";
import { formatParameters, noParameters, type Parameters } from "./parameters.js";

/** A SIP or SIPS URI (RFC 3261 §19.1.1). User and parameter values stay percent-escaped as written. */
export interface SipUri {
  readonly scheme: "sip" | "sips";
  readonly user?: string;
  readonly password?: string;
  /** IPv6 with its brackets. */
  readonly host: string;
  readonly port?: number;
  readonly params: Parameters;
  /** What follows `?`. */
  readonly headers?: string;
}

type Writable<T> = { -readonly [name in keyof T]: T[name] };

/** Blanks, control characters, quotes and angle brackets never stand in a URI unescaped. */
function isUriText(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code <= 32 || code === 34 || code === 60 || code === 62 || code === 127) return false;
  }
  return text.length > 0;
}

/** The scheme in lower case, or undefined if the text is not an absolute URI (RFC 3986 §3.1). */
export function schemeOf(uri: string): string | undefined {
  const colon = uri.indexOf(":");
  if (colon < 1 || colon === uri.length - 1) return undefined;
  const scheme = uri.slice(0, colon).toLowerCase();
  return /^[a-z][a-z0-9+.-]*$/.test(scheme) && isUriText(uri) ? scheme : undefined;
}

function parseUriParameters(text: string): Parameters | undefined {
  const parameters = new Map<string, string>();
  for (const part of text.split(";")) {
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    if (name === "" || equals === part.length - 1) return undefined;
    if (!parameters.has(name.toLowerCase())) {
      parameters.set(name.toLowerCase(), equals < 0 ? "" : part.slice(equals + 1));
    }
  }
  return parameters;
}

interface HostPort {
  host: string;
  port?: number;
}

/** `host`, `host:port` or `[v6]:port`, without blanks. */
export function parseHostPort(text: string): HostPort | undefined {
  const colon = text.startsWith("[") ? text.indexOf(":", text.indexOf("]")) : text.indexOf(":");
  const host = colon < 0 ? text : text.slice(0, colon);
  if (!isHost(host)) return undefined;
  if (colon < 0) return { host };
  const port = parsePort(text.slice(colon + 1));
  return port === undefined ? undefined : { host, port };
}

function schemeLength(text: string): number {
  if (text.startsWith("sip:")) return 4;
  const head = text.slice(0, 5).toLowerCase();
  if (head === "sips:") return 5;
  return head.startsWith("sip:") ? 4 : 0;
}

/**
 * @param text the URI alone, without angle brackets.
 * @returns undefined for anything that is not a SIP or SIPS URI.
 * @example parseSipUri("sip:911@pbx.example;user=phone")?.user === "911"
 */
export function parseSipUri(text: string): SipUri | undefined {
  const start = schemeLength(text);
  if (start === 0 || !isUriText(text)) return undefined;
  // The user part may hold `;`, `?` and `/`; only `@` cannot stand there unescaped (RFC 4475 §3.1.1.9).
  const at = text.indexOf("@", start);
  const afterUser = at < 0 ? start : at + 1;
  if (text.indexOf("@", afterUser) >= 0) return undefined;
  const question = text.indexOf("?", afterUser);
  const end = question < 0 ? text.length : question;
  const semicolon = text.indexOf(";", afterUser);
  const hostEnd = semicolon < 0 || semicolon > end ? end : semicolon;
  const hostPort = parseHostPort(text.slice(afterUser, hostEnd));
  const params = hostEnd === end ? noParameters : parseUriParameters(text.slice(hostEnd + 1, end));
  if (!hostPort || !params || at === start) return undefined;
  // Assigned one by one: spreading conditional parts takes three times as long.
  const uri: Writable<SipUri> = { scheme: start === 4 ? "sip" : "sips", host: hostPort.host, params };
  if (hostPort.port !== undefined) uri.port = hostPort.port;
  if (at >= 0) {
    const colon = text.indexOf(":", start);
    const hasPassword = colon >= 0 && colon < at;
    uri.user = text.slice(start, hasPassword ? colon : at);
    if (hasPassword) uri.password = text.slice(colon + 1, at);
  }
  if (question >= 0) uri.headers = text.slice(question + 1);
  return uri;
}

/** The reverse of `parseSipUri`. */
export function formatSipUri(uri: SipUri): string {
  const password = uri.password === undefined ? "" : `:${uri.password}`;
  const user = uri.user === undefined ? "" : `${uri.user}${password}@`;
  const port = uri.port === undefined ? "" : `:${uri.port}`;
  const headers = uri.headers === undefined ? "" : `?${uri.headers}`;
  return `${uri.scheme}:${user}${uri.host}${port}${formatParameters(uri.params)}${headers}`;
}

/** Unescapes `%61` where the plain character means the same; escapes of reserved characters stay. */
function plain(text: string | undefined): string | undefined {
  return text?.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return /[A-Za-z0-9\-_.!~*'()]/.test(character) ? character : escaped.toUpperCase();
  });
}

/** A URI with one of these never equals one without it (RFC 3261 §19.1.4, rules and examples). */
const decisiveParameters = ["user", "ttl", "method", "maddr", "transport"];

function sameParameters(a: Parameters, b: Parameters): boolean {
  if (decisiveParameters.some((name) => a.has(name) !== b.has(name))) return false;
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other !== undefined && plain(other)?.toLowerCase() !== plain(value)?.toLowerCase()) return false;
  }
  return true;
}

function headerSet(headers: string | undefined): string {
  if (headers === undefined) return "";
  const fields = headers.split("&").map((field) => {
    const equals = field.indexOf("=");
    return `${field.slice(0, equals).toLowerCase()}${plain(field.slice(equals))}`;
  });
  return fields.sort().join("&");
}

/**
 * Do both name the same resource by the rules of RFC 3261 §19.1.4?
 * Text that is not a SIP URI is compared character by character.
 */
export function sameSipUri(a: string, b: string): boolean {
  const left = parseSipUri(a);
  const right = parseSipUri(b);
  if (!left || !right) return a === b;
  return (
    left.scheme === right.scheme &&
    plain(left.user) === plain(right.user) &&
    plain(left.password) === plain(right.password) &&
    left.host.toLowerCase() === right.host.toLowerCase() &&
    left.port === right.port &&
    sameParameters(left.params, right.params) &&
    headerSet(left.headers) === headerSet(right.headers)
  );
}
