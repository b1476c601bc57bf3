/**
 * What an arrival is, found without parsing it. Branches are `z9hG4bKdf.<token>.…` for registration and
 * `z9hG4bKdj.<token>.…` for calls; `z9hG4bK` is the cookie of RFC 3261 §8.1.1.7.
 */
export type MessageClass =
  | "request"
  | "registration-response"
  | "call-response"
  /** A response to nothing that this handset sent, e.g. to the one that held the port before. */
  | "stray-response";

export const registrationBranch = "z9hG4bKdf.";
export const callBranch = "z9hG4bKdj.";

const sharedPrefix = Buffer.from("z9hG4bKd", "latin1");
const registrationLetter = "f".charCodeAt(0);
const callLetter = "j".charCodeAt(0);

/** @param token the handset's own, see `HandsetTransport.token` */
export function messageClass(data: Buffer, token: string): MessageClass {
  if (data.toString("latin1", 0, 4).toUpperCase() !== "SIP/") return "request";
  const at = data.indexOf(sharedPrefix);
  if (at === -1) return "stray-response";
  const tokenAt = at + registrationBranch.length;
  if (data.toString("latin1", tokenAt, tokenAt + token.length) !== token) return "stray-response";
  const letter = data[at + sharedPrefix.length];
  if (letter === registrationLetter) return "registration-response";
  return letter === callLetter ? "call-response" : "stray-response";
}
