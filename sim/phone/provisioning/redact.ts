/** What stands where a secret stood. */
const redacted = "•••";

/**
 * Replaces the values of secret query parameters. The login app sends the PIN in the query (phones.md §7).
 * @param secrets names of further secret parameters, beside `pin`
 */
export function redactUrl(url: string, secrets: readonly string[] = []): string {
  return url.replaceAll(/([?&])([^=&#]*)=([^&#]*)/g, (whole, mark: string, name: string) =>
    name.toLowerCase() === "pin" || secrets.includes(decode(name)) ? `${mark}${name}=${redacted}` : whole,
  );
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}

/**
 * Replaces the text of secret elements, in whole files and in files that were cut off within one.
 * The look-ahead keeps the time in proportion to the text, whatever a server sends.
 * @param parameters numbers of the P-values that hold passwords
 */
export function redactBody(body: string, parameters: ReadonlySet<number>): string {
  return body.replaceAll(/<([\w.-]+)(?![\w.-])([^<>]*)>([^<]+)/g, (whole, name: string, rest: string) => {
    const number = /^P(\d+)$/.exec(name)?.[1];
    const secret =
      (number !== undefined && parameters.has(Number(number))) ||
      /passw(or)?d|secret|pin$/i.test(name) ||
      /para="[^"]*(passw(or)?d|secret|pin)"/i.test(rest);
    return secret ? `<${name}${rest}>${redacted}` : whole;
  });
}
