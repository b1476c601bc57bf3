import { childrenOf, parseXml, textOf } from "../../sip/xml.js";

export type ParsedConfig =
  | {
      readonly ok: true;
      /** P-values by number. An empty text empties the value (phones.md §6). */
      readonly parameters: ReadonlyMap<number, string>;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a configuration file: root `hl_provision`, in it `config`, in it `<P271 para="…">1</P271>`. The number counts,
 * `para` is a comment. Never throws.
 */
export function parseConfig(text: string): ParsedConfig {
  const document = parseXml(text);
  if (!document.ok) return document;
  if (document.name !== "hl_provision") {
    return { ok: false, reason: `the root element is ${document.name}, not hl_provision` };
  }
  const parameters = new Map<number, string>();
  for (const config of childrenOf(document.root, "config")) {
    for (const name of Object.keys(config)) {
      const number = /^P(\d{1,6})$/.exec(name)?.[1];
      if (number === undefined) continue;
      parameters.set(Number(number), detached(textOf(childrenOf(config, name).at(-1))));
    }
  }
  return parameters.size > 0
    ? { ok: true, parameters }
    : { ok: false, reason: "the file holds no parameters" };
}

/** A copy: a part of a string keeps the whole file alive, once for each of thousands of phones. */
function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, "utf8").toString("utf8");
}

/** What the phone holds after a file: an absent value stays, an empty one goes. */
export function mergeParameters(
  stored: ReadonlyMap<number, string> | undefined,
  file: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> {
  const merged = new Map(stored);
  for (const [number, value] of file) {
    if (value === "") merged.delete(number);
    else merged.set(number, value);
  }
  return merged;
}
