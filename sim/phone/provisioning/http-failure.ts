import { certificateProblem } from "../../sip/transport/certificate-problem.js";

/**
 * What a phone shows where no answer came: the few words that a person in front of it can act on. Never the text of
 * the error itself, which may repeat an address with its query.
 */

/** The name service of the desk's network knows no such host. */
export class UnresolvedName extends Error {
  readonly code = "ENOTFOUND";

  constructor(host: string) {
    super(`the name ${host} does not resolve`);
  }
}

/** By the codes of Node's sockets. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ETIMEDOUT: "no answer",
  EHOSTUNREACH: "the network has no way to the server",
  ENETUNREACH: "the network has no way to the server",
  EADDRNOTAVAIL: "the phone's own address is not one of this machine's",
};

/** @param error of a request, whatever it may be */
export function failureText(error: unknown): string {
  if (error instanceof UnresolvedName) return error.message;
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  if (typeof code !== "string") return "no connection";
  const known = Object.hasOwn(words, code) ? words[code] : certificateProblem(code);
  if (known !== undefined) return known;
  if (code.startsWith("HPE_")) return "the answer is not HTTP";
  if (code === "EPROTO" || code.startsWith("ERR_SSL_")) return "the server does not speak HTTPS";
  return `no connection (${code})`;
}
