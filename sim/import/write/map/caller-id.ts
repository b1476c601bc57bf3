/*
 * A caller id as FreePBX keeps it:
 *
 *   text   ::= name? "<" number ">" | number | name
 *   name   ::= '"' characters '"' | characters          `hidden` withholds the number
 */
const bracketed = /^(.*?)\s*<([^<>]*)>$/;

export interface CallerId {
  readonly name: string;
  /** Digits only, maybe none. */
  readonly number: string;
  readonly withheld: boolean;
}

/** What macro-outbound-callerid makes of a text. */
export function parseCallerId(text: string): CallerId {
  const trimmed = text.trim();
  const [, written, between] = bracketed.exec(trimmed) ?? [undefined, "", trimmed];
  const name = written?.replace(/^"(.*)"$/, "$1") ?? "";
  const number = /^\+?\d{1,15}$/.test(between?.trim() ?? "") ? (between ?? "").trim().replace("+", "") : "";
  return { name, number, withheld: name === "hidden" };
}
