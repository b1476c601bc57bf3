import { energyAt, energyOf } from "./tone.js";
import { allSpoken, frequencyOf, type Spoken } from "./tones.js";

/** What a packet of sound is: something said, a sound that is none of ours (a voice, music), or silence. */
export type Sound = Spoken | "other" | "silence";

/** Mean square below which nothing can be heard: some -60 dBm0. */
const silentBelow = 1000;
/** Share of a pure tone that is left after two codecs of G.711, with room to spare; a voice has far less at one frequency. */
const pureFrom = 0.85;

/** @param samples 16 bits each, 10 ms or more of them */
export function hear(samples: Int16Array): Sound {
  const energy = energyOf(samples);
  if (energy < silentBelow) return "silence";
  return allSpoken.find((spoken) => energyAt(frequencyOf(spoken), samples) >= pureFrom * energy) ?? "other";
}
