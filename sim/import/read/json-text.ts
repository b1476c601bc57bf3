import type { Fault, Read } from "./fault.js";
import { lineAt, textOf } from "./text-of.js";

/** A JSON file; `undefined` where it is none. */
export function readJson(file: string, bytes: Uint8Array): Read<unknown> {
  const { content, faults } = textOf(file, bytes);
  try {
    return { content: JSON.parse(content) as unknown, faults };
  } catch (cause) {
    return { content: undefined, faults: [...faults, unparsed(file, content, cause)] };
  }
}

/** The message of the parser quotes the text, which may be a secret: only the place is taken from it. */
function unparsed(file: string, text: string, cause: unknown): Fault {
  const offset = /position (\d+)/.exec(String(cause))?.[1];
  const line = offset === undefined ? lineAt(text, text.length) : lineAt(text, Number(offset));
  return { file, line, message: "this is not JSON, or cut off: nothing of it was read" };
}
