import { isSecretField, isSecretName } from "./secret-names.js";

/** What stands where a secret stood. */
const redacted = "•••";

/**
 * Replaces the values of secret query parameters. The login app sends the PIN in the query (phones.md §7).
 * @param secrets names of further secret parameters, beside those that say so themselves
 */
export function redactUrl(url: string, secrets: readonly string[] = []): string {
  return url
    .replace(/^([a-z]+:\/\/[^/?#@]*):[^/?#@]*@/i, `$1:${redacted}@`)
    .replaceAll(/([?&;])([^=&;#]*)=([^&;#]*)/g, (whole, mark: string, name: string) =>
      isSecretName(decode(name)) || secrets.includes(decode(name)) ? `${mark}${name}=${redacted}` : whole,
    );
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}

/** Text and CDATA up to the next element. */
const content = String.raw`(?:[^<]|<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*(?:\]\]>|$))+`;
/** The look-ahead keeps the time in proportion to the text, whatever a server sends. */
const filledElement = new RegExp(String.raw`<([\w.-]+)(?![\w.-])([^<>]*)>(${content})`, "g");
const inputField = /<InputField(?![\w.-])([^<>]*)>(?:(?!<InputField)[\s\S])*?(?:<\/InputField>|$)/g;
const filledAttribute = /(?<=\s)([\w:.-]+)(\s*=\s*)("[^"<>]+"|'[^'<>]+')/g;
/** Of `password="yes"`, which says of a field that it is one. */
const saysWhether = /^.\s*(yes|no|true|false|on|off|[01])\s*.$/i;

/**
 * Replaces the text of secret elements and attributes, in whole files and in files that were cut off within one.
 * @param parameters numbers of the P-values that hold passwords
 */
export function redactBody(body: string, parameters: ReadonlySet<number>): string {
  return body
    .replaceAll(inputField, (field: string, attributes: string) =>
      isSecretInput(field, attributes) ? withoutDefault(field) : field,
    )
    .replaceAll(filledElement, (whole, name: string, rest: string) => {
      const number = /^P(\d+)$/.exec(name)?.[1];
      const secret =
        (number !== undefined && parameters.has(Number(number))) ||
        /passw(or)?d|secret|pin$/i.test(name) ||
        /para=("[^"]*(passw(or)?d|secret|pin)"|'[^']*(passw(or)?d|secret|pin)')/i.test(rest);
      return secret ? `<${name}${rest}>${redacted}` : whole;
    })
    .replaceAll(filledAttribute, (whole, name: string, equals: string, value: string) =>
      isSecretName(name) && !saysWhether.test(value) ? `${name}${equals}"${redacted}"` : whole,
    );
}

function isSecretInput(field: string, attributes: string): boolean {
  const written = [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  const [, parameter = ""] = /<Parameter[^<>]*>([^<]*)/.exec(field) ?? [];
  const [, prompt = ""] = /<Prompt[^<>]*>([^<]*)/.exec(field) ?? [];
  const read = written.map(([, name = "", double, single]) => [name, double ?? single ?? ""] as const);
  return isSecretField(read) || isSecretName(parameter) || isSecretName(prompt);
}

function withoutDefault(field: string): string {
  return field.replace(new RegExp(`(<Default[^<>]*>)${content}`), `$1${redacted}`);
}
