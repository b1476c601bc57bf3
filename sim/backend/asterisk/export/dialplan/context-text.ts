import { commentText } from "../conf-text.js";

/** One application with its arguments, or one that another step jumps to. */
export type Step = string | { readonly label: string; readonly does: string };

/** What is done with one number, or with the numbers of a pattern. */
export interface DialledExtension {
  /** As Asterisk has it: patterns begin with `_`. */
  readonly number: string;
  readonly steps: readonly Step[];
}

/** A part of the dial plan. What stands in it comes before what it includes; that is asked in order. */
export interface Context {
  readonly name: string;
  /** For people; one line each. */
  readonly about?: readonly string[];
  readonly extensions?: readonly DialledExtension[];
  readonly includes?: readonly string[];
}

export function contextText({ name, about = [], extensions = [], includes = [] }: Context): string {
  return [
    `[${name}]\n`,
    ...about.map(commentText),
    ...extensions.map(extensionText),
    ...includes.map((included) => `include => ${included}\n`),
  ].join("");
}

function extensionText({ number, steps }: DialledExtension): string {
  return steps
    .map((step, index) => {
      const { label, does } = typeof step === "string" ? { label: undefined, does: step } : step;
      const name = label === undefined ? "" : `(${label})`;
      const begin = index === 0 ? `exten => ${number},1` : " same => n";
      return `${begin}${name},${does}\n`;
    })
    .join("");
}
