import { decodeALaw, encodeALaw } from "./a-law.js";
import { decodeMuLaw, encodeMuLaw } from "./mu-law.js";

/** The two of G.711, by their names in SDP (RFC 3551 §4.5.14). */
export const codecNames = ["PCMU", "PCMA"] as const;
export type CodecName = (typeof codecNames)[number];

interface Codec {
  readonly encode: (sample: number) => number;
  /** By octet. */
  readonly decoded: Int16Array;
}

const codecs: Readonly<Record<CodecName, Codec>> = {
  PCMU: { encode: encodeMuLaw, decoded: tableOf(decodeMuLaw) },
  PCMA: { encode: encodeALaw, decoded: tableOf(decodeALaw) },
};

/** In Hz, of samples and of RTP timestamps alike. */
export const sampleRate = 8000;

/** @param samples 16 bits each @returns an octet each */
export function encode(codec: CodecName, samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, codecs[codec].encode);
}

/** @param octets a sample each @returns 16 bits each */
export function decode(codec: CodecName, octets: Uint8Array): Int16Array {
  const { decoded } = codecs[codec];
  return Int16Array.from(octets, (octet) => decoded[octet] ?? 0);
}

function tableOf(decodeOctet: (octet: number) => number): Int16Array {
  return Int16Array.from({ length: 256 }, (_, octet) => decodeOctet(octet));
}
