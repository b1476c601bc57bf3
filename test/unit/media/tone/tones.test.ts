import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codecNames, decode, encode } from "../../../../sim/media/g711/codec.js";
import { hear } from "../../../../sim/media/tone/hear.js";
import { energyAt, energyOf, sine } from "../../../../sim/media/tone/tone.js";
import { allSpoken, frequencyOf } from "../../../../sim/media/tone/tones.js";

const packet = 160;

test("Goertzel finds all of a sine at its own frequency, and nothing of it at another", () => {
  const samples = sine(500, packet);
  expect(energyAt(500, samples) / energyOf(samples)).toBeCloseTo(1, 3);
  expect(energyAt(800, samples) / energyOf(samples)).toBeLessThan(0.001);
});

describe.each(codecNames)("over %s", (codec) => {
  test.each(allSpoken)("who says $by, hears: $hears is understood", (spoken) => {
    expect(hear(decode(codec, encode(codec, sine(frequencyOf(spoken), packet))))).toEqual(spoken);
  });

  test("in packets of 10, 30 and 60 ms too", () => {
    for (const spoken of allSpoken) {
      for (const length of [80, 240, 480]) {
        expect(hear(decode(codec, encode(codec, sine(frequencyOf(spoken), length))))).toEqual(spoken);
      }
    }
  });

  test("after a change to the other law and back", () => {
    const other = codec === "PCMU" ? "PCMA" : "PCMU";
    for (const spoken of allSpoken) {
      const once = decode(codec, encode(codec, sine(frequencyOf(spoken), packet)));
      expect(hear(decode(other, encode(other, once)))).toEqual(spoken);
    }
  });
});

test.each([
  ["silence", new Int16Array(packet), "silence"],
  ["nothing at all", new Int16Array(), "silence"],
  ["a tone that nobody here has", sine(450, packet), "other"],
  ["a ringing tone of two", mixed(440, 480), "other"],
  ["a key in the band", mixed(770, 1336), "other"],
])("%s is taken for no speaker", (_what, samples, sound) => {
  expect(hear(samples)).toBe(sound);
});

test("noise is taken for no speaker", () => {
  const noise = fc.array(fc.integer({ min: -8000, max: 8000 }), { minLength: packet, maxLength: packet });
  fc.assert(
    fc.property(noise, (samples) => {
      expect(["other", "silence"]).toContain(hear(Int16Array.from(samples)));
    }),
  );
});

function mixed(one: number, other: number): Int16Array {
  const second = sine(other, packet);
  return sine(one, packet).map((sample, index) => (sample + (second[index] ?? 0)) / 2);
}
