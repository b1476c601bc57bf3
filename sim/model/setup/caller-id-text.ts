import { z } from "zod";

/*
 * A caller id as FreePBX has it in its fields:
 *
 *   caller-id ::= number | name? "<" number ">"
 *   name      ::= '"' text '"' | text             the text `hidden` withholds the number (PBX-94)
 *   number    ::= "+"? digit+
 */
const grammar = /^(?:"([^"<>]*)"\s*|([^"<>]*?)\s*)<(\+?\d{1,15})>$/;
const bare = /^\+?\d{1,15}$/;

/** A caller id in its parts. */
export interface CallerId {
  /** "" where there is none. */
  readonly name: string;
  readonly number: string;
  /** The far end is asked not to show it. */
  readonly withheld: boolean;
}

/** @returns undefined for a text that is not a caller id */
export function parseCallerId(text: string): CallerId | undefined {
  const trimmed = text.trim();
  if (bare.test(trimmed)) return { name: "", number: trimmed, withheld: false };
  const parts = grammar.exec(trimmed);
  if (parts === null) return undefined;
  const name = (parts[1] ?? parts[2] ?? "").trim();
  return name.toLowerCase() === "hidden"
    ? { name: "", number: parts[3] ?? "", withheld: true }
    : { name, number: parts[3] ?? "", withheld: false };
}

/** In a setup: a number, or a name with it. */
export const callerIdText = z.string().refine((text) => parseCallerId(text) !== undefined, {
  error: 'expected a caller id in quotes, such as "2125550100" or "Front desk <2125550100>"',
});
