import { quote } from "../message/characters.js";
import { afterDigestScheme, parseAuthParameters } from "./auth-parameters.js";

/** An Authorization or Proxy-Authorization of the Digest scheme (RFC 7616 §3.4). */
export interface Credentials {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  /** As written; absent means MD5. */
  readonly algorithm?: string;
  readonly cnonce?: string;
  readonly opaque?: string;
  readonly qop?: string;
  /** Eight hex digits as written. */
  readonly nc?: string;
}

const optionalNames = ["algorithm", "cnonce", "opaque", "qop", "nc"] as const;

/** @returns undefined for another scheme, or without one of username, realm, nonce, uri, response. */
export function parseCredentials(value: string): Credentials | undefined {
  const parameters = parseAuthParameters(afterDigestScheme(value) ?? "=");
  const username = parameters?.get("username");
  const realm = parameters?.get("realm");
  const nonce = parameters?.get("nonce");
  const uri = parameters?.get("uri");
  const response = parameters?.get("response");
  if (!parameters || username === undefined || realm === undefined) return undefined;
  if (nonce === undefined || uri === undefined || response === undefined) return undefined;
  const optional: { [name in (typeof optionalNames)[number]]?: string } = {};
  for (const name of optionalNames) {
    const given = parameters.get(name);
    if (given !== undefined) optional[name] = given;
  }
  return { username, realm, nonce, uri, response, ...optional };
}

/** The header value; algorithm, qop and nc are tokens, all else is quoted (RFC 7616 §3.4). */
export function formatCredentials(credentials: Credentials): string {
  const { username, realm, nonce, uri, response, algorithm, cnonce, opaque, qop, nc } = credentials;
  let text = `Digest username=${quote(username)}, realm=${quote(realm)}, nonce=${quote(nonce)}, uri=${quote(uri)}`;
  text += `, response="${response}"`;
  if (algorithm !== undefined) text += `, algorithm=${algorithm}`;
  if (opaque !== undefined) text += `, opaque=${quote(opaque)}`;
  if (qop !== undefined) text += `, qop=${qop}`;
  if (nc !== undefined) text += `, nc=${nc}`;
  if (cnonce !== undefined) text += `, cnonce=${quote(cnonce)}`;
  return text;
}
