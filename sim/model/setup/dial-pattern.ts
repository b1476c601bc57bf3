import { z } from "zod";

/*
 * Asterisk dial patterns (PBX-87), letters in either case:
 *
 *   pattern  ::= element+ wildcard? | wildcard
 *   element  ::= key | class | set
 *   key      ::= "0" … "9" | "*" | "#" | "+" | "A" | "B" | "C" | "D"
 *   class    ::= "X" (0-9) | "Z" (1-9) | "N" (2-9)
 *   set      ::= "[" member+ "]"
 *   member   ::= key | digit "-" digit            the second digit not below the first
 *   wildcard ::= "." (one or more of anything) | "!" (zero or more of anything)
 */
const grammar = /^(?=.)(?:[\d*#+A-DXZN]|\[(?:\d-\d|[\d*#+A-D])+\])*[.!]?$/i;

function rangesAscend(pattern: string): boolean {
  return [...pattern.matchAll(/(\d)-(\d)/g)].every(([, first = "", last = ""]) => first <= last);
}

/** A pattern of a route, as the grammar has it. What passes here, `matchesPattern` can read. */
export const dialPattern = z
  .string()
  .regex(grammar, 'expected a dial pattern such as "911", "9.", "NXXNXXXXXX" or "[2-4]XX"')
  .refine(rangesAscend, { error: 'expected ranges from low to high, such as "[2-4]"' });
