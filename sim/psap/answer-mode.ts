import { trunkFailures } from "../model/control/trunk-states.js";

/**
 * What the PSAP does with calls, to see what a PBX does about it:
 * - `answer`: takes each at once;
 * - `busy` (486), `full` (503, no channel is free), `reject` (403), or a status of its own: refuses each;
 * - `silent`: leaves each INVITE without any answer, but says to OPTIONS that it is there;
 * - `down`: answers nothing at all.
 */
export type AnswerMode = "answer" | "silent" | "down" | { readonly status: number };

const named: Readonly<Record<string, AnswerMode>> = {
  answer: "answer",
  busy: { status: trunkFailures.busy.status },
  full: { status: trunkFailures.full.status },
  reject: { status: 403 },
  silent: "silent",
  down: "down",
};

export const answerNames: readonly string[] = Object.keys(named);

/** @returns undefined where the word is neither a name nor a status from 400 to 699 */
export function parseAnswerMode(word: string): AnswerMode | undefined {
  if (Object.hasOwn(named, word)) return named[word];
  return /^[456]\d\d$/.test(word) ? { status: Number(word) } : undefined;
}
