import type { z } from "zod";

/** What is wrong, in words; of a key that a mapping refuses, the reason and not merely that it does. */
export function issueText(issue: z.core.$ZodIssue): string {
  return (issue.code === "invalid_key" && issue.issues[0]?.message) || issue.message;
}
