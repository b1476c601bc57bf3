import { type Step, words } from "./vocabulary.js";

const hidden = "•••";

/** A step as a report shows it, close to how it is written: `login: { phone: lobby, extension: "1001", pin: ••• }`. */
export function stepText({ word, args }: Step): string {
  const bare = Array.isArray(args) && args.length === 1 ? args[0] : args;
  return `${word}: ${valueText(bare, Object.keys(words[word].secrets ?? {}))}`;
}

function valueText(value: unknown, secrets: readonly string[]): string {
  if (Array.isArray(value)) {
    return `[${value.map((each) => valueText(each, secrets)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, content]) => content !== undefined);
    const [first] = fields;
    if (fields.length === 1 && first?.[0] === "phone") return valueText(first[1], secrets);
    const texts = fields.map(([name, content]) => `${kebab(name)}: ${fieldText(name, content, secrets)}`);
    return `{ ${texts.join(", ")} }`;
  }
  if (typeof value === "string") return /^[\w-]*[a-z][\w -]*$/i.test(value) ? value : JSON.stringify(value);
  return String(value);
}

function fieldText(name: string, content: unknown, secrets: readonly string[]): string {
  if (secrets.includes(name)) return hidden;
  if (["within", "advance"].includes(name) && typeof content === "number") return `${content / 1000}s`;
  return valueText(content, secrets);
}

/** Only what this program named: keys that a user chose (`All Users`) stay as written. */
function kebab(name: string): string {
  if (!/^[a-z]+([A-Z][a-z]*)+$/.test(name)) return name;
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
