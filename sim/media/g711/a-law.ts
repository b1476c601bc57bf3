/** A-law of ITU-T G.711: 13 segments in 8 codes of 16 steps, the first two of one width; every second bit inverted. */

const evenBits = 0x55;

/** @param sample 16 bits, signed; the lowest three bits are not carried */
export function encodeALaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  // Ones' complement: the negative half begins at -1 and has as many values as the other.
  const magnitude = (sample >= 0 ? sample : ~sample) >> 3;
  // Below 2^5 is the first segment; magnitude is below 2^12.
  const segment = Math.max(0, 27 - Math.clz32(magnitude));
  const step = (magnitude >> Math.max(1, segment)) & 0x0f;
  return (sign | (segment << 4) | step) ^ evenBits;
}

/** @param code an octet @returns 16 bits, signed: the middle of what is encoded so */
export function decodeALaw(code: number): number {
  const bits = (code & 0xff) ^ evenBits;
  const segment = (bits >> 4) & 0x07;
  const step = (bits & 0x0f) << 4;
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1);
  return (bits & 0x80) === 0 ? -magnitude : magnitude;
}
