import { redactBody, redactUrl } from "../phone/provisioning/redact.js";
import { isSecretField, isSecretName } from "../phone/provisioning/secret-names.js";
import { redacted } from "../transcript/redaction.js";

/** `name=value` of a query or a form. */
const pair = /(^|[?&;])([^=&;#?]*)=([^&;#]*)/g;
const jsonMember = /("((?:[^"\\]|\\.){1,80})"\s*:\s*)("(?:[^"\\]|\\.)*"|-?[\d.]+)/g;
/** `account.1.password = x`, `P34=x`, as files of other makers have it; not within a tag. */
const assignment =
  /^([ \t]*["']?(\w[\w.-]{0,80}(?: [\w.-]{1,40}){0,5})["']?[ \t]*[=:][ \t]*)([^\s<>][^\r\n<>]*)$/gm;
const htmlInput = /<input(?![\w.-])[^<>]*>/gi;
const attribute = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))/g;
const inputField = /<InputField(?![\w.-])([^<>]*)>((?:(?!<\/?InputField)[\s\S])*)/gi;

/** What a recording is kept free of. */
export interface KnownSecrets {
  /** Numbers of the P-values that hold passwords (profiles). */
  readonly parameters: ReadonlySet<number>;
  /** Names of fields that hold secrets, of the forms that were shown so far, in lower case. */
  readonly fields: ReadonlySet<string>;
}

function isSecret(name: string, { parameters, fields }: KnownSecrets): boolean {
  const plain = decoded(name);
  const [, number] = /^P(\d+)$/i.exec(plain) ?? [];
  if (number !== undefined) return parameters.has(Number(number));
  return isSecretName(plain) || /passw|secret/i.test(plain) || fields.has(plain.toLowerCase());
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}

/** An address or a path with its query. */
export function redactAddress(url: string, known: KnownSecrets): string {
  const query = url.search(/[?;]/);
  const clean = redactUrl(url);
  return query < 0
    ? clean
    : clean.replaceAll(pair, (whole, mark: string, name: string) => secretPair(whole, mark, name, known));
}

function secretPair(whole: string, mark: string, name: string, known: KnownSecrets): string {
  return isSecret(name, known) ? `${mark}${name}=${redacted}` : whole;
}

/** Any text that a phone sent or was sent: XML, JSON, HTML, lines of assignments. A form is `redactForm`'s. */
export function redactText(text: string, known: KnownSecrets): string {
  return redactBody(text, known.parameters)
    .replaceAll(htmlInput, (tag) => withoutValue(tag, known))
    .replaceAll(jsonMember, (whole, before: string, name: string) =>
      isSecret(name, known) ? `${before}"${redacted}"` : whole,
    )
    .replaceAll(assignment, (whole, before: string, name: string) =>
      isSecret(name, known) ? `${before}${redacted}` : whole,
    )
    .replaceAll(/[?&;][^\s"'<>]{1,4000}/g, (part) =>
      part.replaceAll(pair, (whole, mark: string, name: string) => secretPair(whole, mark, name, known)),
    );
}

/** The body of an HTML form, `extension=1001&pin=2580`. */
export function redactForm(text: string, known: KnownSecrets): string {
  return text.replaceAll(pair, (whole, mark: string, name: string) => secretPair(whole, mark, name, known));
}

function withoutValue(tag: string, known: KnownSecrets): string {
  const attributes = attributesOf(tag);
  const named = attributes.some(([name, value]) => name === "name" && isSecret(value, known));
  if (!named && !isSecretField(attributes)) return tag;
  return tag.replace(/(\svalue\s*=\s*)(?:"[^"]*"|'[^']*'|[^\s"'<>]+)/i, `$1"${redacted}"`);
}

function attributesOf(tag: string): (readonly [string, string])[] {
  return [...tag.matchAll(attribute)].map(
    ([, name = "", double, single, bare]) => [name.toLowerCase(), double ?? single ?? bare ?? ""] as const,
  );
}

/** Names of the fields of a form whose contents no recording may hold, in lower case; whatever else they are called. */
export function secretFieldsOf(page: string): string[] {
  const xml = [...page.matchAll(inputField)].flatMap(([, attributes = "", content = ""]) => {
    const [, parameter = ""] = /<Parameter[^<>]*>([^<]*)/i.exec(content) ?? [];
    const [, prompt = ""] = /<Prompt[^<>]*>([^<]*)/i.exec(content) ?? [];
    const secret = isSecretField(attributesOf(attributes)) || isSecretName(parameter) || isSecretName(prompt);
    return secret && parameter.trim() !== "" ? [parameter.trim()] : [];
  });
  const html = [...page.matchAll(htmlInput)].flatMap(([tag]) => {
    const attributes = attributesOf(tag);
    const name = attributes.find(([each]) => each === "name")?.[1];
    return name !== undefined && (isSecretName(name) || isSecretField(attributes)) ? [name] : [];
  });
  return [...xml, ...html].map((name) => name.toLowerCase());
}

/** What was typed into fields of secrets and into the others, in a query or a form. */
export function typedIn(text: string, known: KnownSecrets): { secrets: string[]; others: string[] } {
  const secrets: string[] = [];
  const others: string[] = [];
  for (const [, , name = "", value = ""] of text.matchAll(pair)) {
    (isSecret(name, known) ? secrets : others).push(decoded(value));
  }
  return { secrets, others };
}

/** Whose values are credentials as a whole. */
const credentials = new Set([
  "authorization",
  "proxy-authorization",
  "authentication-info",
  "x-api-key",
  "x-auth-token",
]);

/** A header of HTTP as it may be recorded: user names and nonces stay, what proves or opens something does not. */
export function redactHeader(name: string, value: string, known: KnownSecrets): string {
  if (credentials.has(name)) {
    const [, scheme = "", rest = ""] = /^(\S+)\s+(.*)$/s.exec(value) ?? [];
    if (scheme.toLowerCase() !== "digest") return scheme === "" ? redacted : `${scheme} ${redacted}`;
    return `${scheme} ${rest.replaceAll(/\b(response|rspauth)(\s*=\s*)("[^"]*"|[^\s,]+)/gi, `$1$2"${redacted}"`)}`;
  }
  if (name === "cookie") return value.replaceAll(/=[^;]*/g, `=${redacted}`);
  if (name === "set-cookie") return value.replace(/=[^;]*/, `=${redacted}`);
  if (isSecret(name, known)) return redacted;
  return redactAddress(value, known);
}
