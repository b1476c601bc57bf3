/** What an answer to REGISTER means for the phone, by its status alone. */
export type AnswerKind =
  | "success"
  | "challenge"
  | "redirect"
  | "interval-too-brief"
  /** Good credentials, but no: Max Contacts, or not permitted (PBX-56). */
  | "refused"
  /** Will not get better by asking again: unknown user, wrong domain, unknown extension. */
  | "rejected"
  /** The way to the registrar or the registrar itself is ill (RFC 5626 §4.2.1). */
  | "flow-failed"
  | "failed";

const kinds = new Map<number, AnswerKind>([
  [301, "redirect"],
  [302, "redirect"],
  [305, "redirect"],
  [401, "challenge"],
  [403, "refused"],
  [404, "rejected"],
  [407, "challenge"],
  [408, "flow-failed"],
  [410, "rejected"],
  [416, "rejected"],
  [420, "rejected"],
  [421, "rejected"],
  [423, "interval-too-brief"],
  [430, "flow-failed"],
]);

/** @param status final, 200 to 699 */
export function answerKind(status: number): AnswerKind {
  if (status < 300) return "success";
  return kinds.get(status) ?? (status >= 600 ? "rejected" : "failed");
}
