import { createHmac, randomBytes } from "node:crypto";

/** Of this process alone, and recorded nowhere: from a run file no secret can be guessed by trying. */
const key = randomBytes(32);

/** Of secrets asked for before: all desks of a fleet share a few placeholders, and each look asks anew. */
const known = new Map<string, string>();
/** More than a PBX has extensions; what is tried beyond that is hashed again. */
const knownAtMost = 10_000;

/**
 * By which two secrets can be told apart without naming either: the same for the same secret, as long as this process
 * lives. It means nothing to a reader of the run file.
 * @returns 16 hex digits
 */
export function secretPrint(secret: string): string {
  const before = known.get(secret);
  if (before !== undefined) return before;
  const print = createHmac("sha256", key).update(secret).digest("hex").slice(0, 16);
  if (known.size >= knownAtMost) known.clear();
  known.set(secret, print);
  return print;
}
