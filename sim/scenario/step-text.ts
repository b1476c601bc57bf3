import type { Step } from "../model/scenario.js";

const hidden = "•••";

/** Arguments that are, or may be, a PIN: no report shows them. */
const secretArguments: Readonly<Partial<Record<Step["word"], string>>> = {
  login: "pin",
  type: "text",
  change: "pin",
};

/** A step as a report shows it, close to how it is written: `login: { phone: lobby, extension: "1001", pin: ••• }`. */
export function stepText({ word, args }: Step): string {
  const bare = Array.isArray(args) && args.length === 1 ? args[0] : args;
  return `${word}: ${valueText(bare, secretArguments[word])}`;
}

function valueText(value: unknown, secret?: string): string {
  if (Array.isArray(value)) {
    return `[${value.map((each) => valueText(each)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, content]) => content !== undefined);
    const [first] = fields;
    if (fields.length === 1 && first?.[0] === "phone") return valueText(first[1]);
    const texts = fields.map(([name, content]) => `${kebab(name)}: ${fieldText(name, content, secret)}`);
    return `{ ${texts.join(", ")} }`;
  }
  if (typeof value === "string") return /^[\w-]*[a-z][\w -]*$/i.test(value) ? value : JSON.stringify(value);
  return String(value);
}

function fieldText(name: string, content: unknown, secret: string | undefined): string {
  if (name === secret) return hidden;
  if (name === "within" && typeof content === "number") return `${content / 1000}s`;
  return valueText(content);
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
