import { type Speaker, speakers } from "../../model/audible.js";

/** What somebody says with a tone: who he is, and whether he hears the other side. */
export interface Spoken {
  readonly by: Speaker;
  readonly hears: boolean;
}

/**
 * In Hz: one while the speaker hears nothing of the other side, one when he does. So each side of a call learns by ear
 * whether it is heard, whatever PBX is between them. Multiples of 100 Hz have whole periods in 10 ms, so that packets
 * of one tone are alike and a packet of another tone has nothing of it.
 */
const frequencies: Readonly<Record<Speaker, { readonly deaf: number; readonly hearing: number }>> = {
  phone: { deaf: 400, hearing: 500 },
  psap: { deaf: 700, hearing: 800 },
  carrier: { deaf: 1000, hearing: 1100 },
  prompt: { deaf: 1300, hearing: 1400 },
  announcement: { deaf: 1600, hearing: 1700 },
};

export function frequencyOf({ by, hears }: Spoken): number {
  const { deaf, hearing } = frequencies[by];
  return hears ? hearing : deaf;
}

/** Everything that can be said. */
export const allSpoken: readonly Spoken[] = speakers.flatMap((by) => [
  { by, hears: false },
  { by, hears: true },
]);
