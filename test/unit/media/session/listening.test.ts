import { describe, expect, test } from "vitest";
import { type AudioState, Listening } from "../../../../sim/media/session/listening.js";
import type { Sound } from "../../../../sim/media/tone/hear.js";

const deaf = { by: "psap", hears: false } as const;
const hearing = { by: "psap", hears: true } as const;

/** What is told when packets of 20 ms hold these sounds, each so many times; undefined: none comes. */
function told(...sounds: [sound: Sound | undefined, times: number][]): AudioState[] {
  const listening = new Listening(0);
  const news: (AudioState | undefined)[] = [];
  let nowMs = 0;
  for (const [sound, times] of sounds) {
    for (let time = 0; time < times; time++) {
      nowMs += 20;
      if (sound !== undefined) listening.add(sound, nowMs);
      news.push(listening.news(nowMs));
    }
  }
  return news.filter((each) => each !== undefined);
}

describe("what one side knows of its sound by its own ear", () => {
  test("who is heard and told so, knows at once", () => {
    expect(told([hearing, 3])).toEqual([{ way: "both-ways", hears: "psap" }]);
  });

  test("two packets are a scrap", () => {
    expect(told([hearing, 2])).toEqual([]);
  });

  test("who hears another that is deaf, knows after a second", () => {
    expect(told([deaf, 50])).toEqual([]);
    expect(told([deaf, 60])).toEqual([{ way: "one-way", hears: "psap" }]);
  });

  test("who hears nothing for a second, or silence alone, hears none", () => {
    expect(told([undefined, 49])).toEqual([]);
    expect(told([undefined, 50])).toEqual([{ way: "none", hears: undefined }]);
    expect(told(["silence", 60])).toEqual([{ way: "none", hears: undefined }]);
  });

  test("a voice is one-way: it says nothing of who is heard", () => {
    expect(told(["other", 60])).toEqual([{ way: "one-way", hears: "other" }]);
  });

  test("the other side may take its time to hear", () => {
    expect(told([deaf, 30], [hearing, 5])).toEqual([{ way: "both-ways", hears: "psap" }]);
  });

  test("sound that ends is told, and that comes back too; a gap of half a second is not", () => {
    const both: AudioState = { way: "both-ways", hears: "psap" };
    expect(told([hearing, 10], [undefined, 25], [hearing, 10])).toEqual([both]);
    const none: AudioState = { way: "none", hears: undefined };
    expect(told([hearing, 10], [undefined, 60], [hearing, 10])).toEqual([both, none, both]);
  });

  test("another speaker is another news", () => {
    const prompt = { by: "prompt", hears: true } as const;
    expect(told([prompt, 10], [hearing, 10])).toEqual([
      { way: "both-ways", hears: "prompt" },
      { way: "both-ways", hears: "psap" },
    ]);
  });
});
