/** Fresh names for things on the wire. They must differ from every other in the world, not repeat with a seed. */

import { randomUUID } from "node:crypto";

/** RFC 3261 §8.1.1.7: the cookie says that the branch is unique. */
const magicCookie = "z9hG4bK";

export function newBranch(): string {
  return `${magicCookie}${randomUUID()}`;
}

/** @returns 13 hex digits; RFC 3261 §19.3 asks for 32 random bits at least. */
export function newTag(): string {
  const digits = randomUUID();
  return digits.slice(0, 8) + digits.slice(24, 29);
}

export function newCallId(): string {
  return randomUUID();
}

/** A transaction id or a frame id of the control protocol. */
export function newId(): string {
  return randomUUID();
}
