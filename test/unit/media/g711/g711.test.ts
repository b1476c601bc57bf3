import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { decodeALaw, encodeALaw } from "../../../../sim/media/g711/a-law.js";
import { type CodecName, codecNames, decode, encode } from "../../../../sim/media/g711/codec.js";
import { decodeMuLaw, encodeMuLaw } from "../../../../sim/media/g711/mu-law.js";

const octets = Array.from({ length: 256 }, (_, octet) => octet);
const samples = Array.from({ length: 65_536 }, (_, index) => index - 32_768);

function hash(values: Uint8Array | Int16Array): string {
  return createHash("sha256")
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest("hex");
}

/** The whole tables as another implementation has them (audioop of CPython 3.11, little-endian 16 bits). */
describe("G.711 as everybody else has it", () => {
  test("each octet of µ-law", () => {
    expect(hash(Int16Array.from(octets, decodeMuLaw))).toBe(
      "3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827",
    );
  });

  test("each octet of A-law", () => {
    expect(hash(Int16Array.from(octets, decodeALaw))).toBe(
      "e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174",
    );
  });

  test("each sample in A-law", () => {
    expect(hash(Uint8Array.from(samples, encodeALaw))).toBe(
      "38488f6fd710f4686360edc4d38639f96c491595ef93f8eb8d62d5e07ca6ce7b",
    );
  });
});

const codecsWithStep: [CodecName, (sample: number) => number, (octet: number) => number][] = [
  ["PCMU", encodeMuLaw, decodeMuLaw],
  ["PCMA", encodeALaw, decodeALaw],
];

describe.each(codecsWithStep)("%s", (name, encodeOne, decodeOne) => {
  test("an octet is what its own sample is encoded as; µ-law has two zeros", () => {
    const changed = octets.filter((octet) => encodeOne(decodeOne(octet)) !== octet);
    expect(changed).toEqual(name === "PCMU" ? [0x7f] : []);
  });

  test("a louder sample never decodes as a quieter one, and is off by half a step at most", () => {
    const off = samples.filter((sample) => {
      const clipped = Math.max(-32_636, Math.min(32_636, sample));
      return Math.abs(decodeOne(encodeOne(sample)) - clipped) > Math.max(16, Math.abs(clipped) / 16);
    });
    const quieter = samples.filter(
      (sample) => decodeOne(encodeOne(sample)) < decodeOne(encodeOne(Math.max(-32_768, sample - 1))),
    );
    expect({ off, quieter }).toEqual({ off: [], quieter: [] });
  });
});

test.each(codecNames)("a packet of %s has an octet a sample", (codec) => {
  const packet = Int16Array.from([0, 1000, -1000, 32_767, -32_768]);
  const carried = decode(codec, encode(codec, packet));
  expect(carried).toHaveLength(5);
  expect(Array.from(carried, Math.sign)).toEqual([expect.any(Number), 1, -1, 1, -1]);
});
