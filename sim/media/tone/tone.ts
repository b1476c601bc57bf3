import { sampleRate } from "../g711/codec.js";

/** -13 dBm0 or so: well heard, and far from clipping. */
const amplitude = 7000;

/** A sine from its beginning. @param frequency in Hz @param length in samples @returns 16 bits each */
export function sine(frequency: number, length: number): Int16Array {
  const step = (2 * Math.PI * frequency) / sampleRate;
  return Int16Array.from({ length }, (_, index) => Math.round(amplitude * Math.sin(step * index)));
}

/** Mean square of the samples. */
export function energyOf(samples: Int16Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum / samples.length;
}

/**
 * How much of that mean square is of one frequency (Goertzel's algorithm): all of it for a sine of whole periods.
 * @param frequency in Hz
 */
export function energyAt(frequency: number, samples: Int16Array): number {
  if (samples.length === 0) return 0;
  const twoCosines = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let last = 0;
  let beforeLast = 0;
  for (const sample of samples) {
    const next = sample + twoCosines * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  const power = last * last + beforeLast * beforeLast - twoCosines * last * beforeLast;
  return (2 * power) / samples.length ** 2;
}
