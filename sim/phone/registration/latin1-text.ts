/** Text out of the latin1 view of a message as what its bytes mean (RFC 3261 §7: UTF-8). */
export function utf8Of(latin1: string): string {
  return /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, "latin1").toString("utf8") : latin1;
}
