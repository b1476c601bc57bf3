import { isDigits, isToken } from "./characters.js";
import { parseSipUri, schemeOf } from "./uri.js";

export interface RequestLine {
  readonly method: string;
  readonly uri: string;
}

export interface StatusLine {
  readonly status: number;
  readonly reason: string;
}

/** Why a start line is refused; `status` only where a request can be answered. */
export interface StartLineProblem {
  readonly problem: string;
  readonly status?: number;
}

/** Statuses are three digits from 100 to 699 (RFC 3261 §7.2); more digits overflow somewhere (RFC 4475 §3.1.2.19). */
export function parseStatusLine(line: string): StatusLine | StartLineProblem {
  if (line.slice(0, 7).toUpperCase() !== "SIP/2.0") return { problem: "status line of another SIP version" };
  const digits = line.slice(8, 11);
  const isSeparated = line.charCodeAt(7) === 32 && (line.length === 11 || line.charCodeAt(11) === 32);
  const status = Number(digits);
  if (!isSeparated || !isDigits(digits) || digits.length < 3 || status < 100 || status > 699) {
    return { problem: "malformed status line" };
  }
  return { status, reason: line.slice(12) };
}

/** @param schemes that are served beside sip and sips, in lower case */
function uriProblem(uri: string, schemes: readonly string[]): StartLineProblem | undefined {
  const parsed = parseSipUri(uri);
  if (parsed) {
    // RFC 3261 §19.1.1: headers are not allowed in a Request-URI.
    return parsed.headers === undefined ? undefined : { problem: "Request-URI with headers", status: 400 };
  }
  const scheme = schemeOf(uri);
  if (scheme === undefined || scheme === "sip" || scheme === "sips") {
    return { problem: "malformed Request-URI", status: 400 };
  }
  if (schemes.includes(scheme)) return undefined;
  // RFC 3261 §8.2.2.1.
  return { problem: `Request-URI of scheme ${scheme}`, status: 416 };
}

/** Why a line that does not end in ` SIP/2.0` is not a Request-Line. */
function versionProblem(line: string): StartLineProblem {
  const version = /SIP\/(\d+\.\d+)[ \t]*$/i.exec(line.slice(-20))?.[1];
  if (version !== undefined && version !== "2.0") return { problem: `SIP version ${version}`, status: 505 };
  // Blanks at the end, or a fold behind the version; anything else is not SIP.
  return version === "2.0" || line.includes(" SIP/2.0 ")
    ? { problem: "malformed Request-Line", status: 400 }
    : { problem: "neither request nor status line" };
}

/**
 * `METHOD SP Request-URI SP SIP/2.0` with single blanks (RFC 3261 §7.1).
 * @param schemes of Request-URIs that are served beside sip and sips, in lower case
 */
export function parseRequestLine(
  line: string,
  schemes: readonly string[] = [],
): RequestLine | StartLineProblem {
  const first = line.indexOf(" ");
  const method = line.slice(0, Math.max(first, 0));
  if (!isToken(method)) return { problem: "neither request nor status line" };
  const last = line.length - 8;
  if (!line.endsWith(" SIP/2.0") && line.slice(last).toUpperCase() !== " SIP/2.0")
    return versionProblem(line);
  if (last === first) return { problem: "malformed Request-Line", status: 400 };
  const uri = line.slice(first + 1, last);
  return uriProblem(uri, schemes) ?? { method, uri };
}
