import { createHmac, randomBytes } from "node:crypto";

/** Of this process alone, and recorded nowhere: from a run file no secret can be guessed by trying. */
const key = randomBytes(32);

/**
 * By which two secrets can be told apart without naming either: the same for the same secret, as long as this process
 * lives. It means nothing to a reader of the run file.
 * @returns 16 hex digits
 */
export function secretPrint(secret: string): string {
  return createHmac("sha256", key).update(secret).digest("hex").slice(0, 16);
}
