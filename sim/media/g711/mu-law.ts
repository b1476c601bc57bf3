/**
 * µ-law of ITU-T G.711: 8 segments of 16 steps, each step twice as wide as in the segment before; all bits inverted on
 * the wire.
 */

/** Makes every segment begin at a power of two. In units of 16-bit samples. */
const bias = 0x84;
const highest = 0x7fff - bias;

/** @param sample 16 bits, signed */
export function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), highest) + bias;
  // 2^7 ≤ magnitude < 2^15.
  const segment = 24 - Math.clz32(magnitude);
  const step = (magnitude >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | step) & 0xff;
}

/** @param code an octet @returns 16 bits, signed: the middle of what is encoded so */
export function decodeMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const segment = (bits >> 4) & 0x07;
  const magnitude = ((((bits & 0x0f) << 3) + bias) << segment) - bias;
  return (bits & 0x80) === 0 ? magnitude : -magnitude;
}
